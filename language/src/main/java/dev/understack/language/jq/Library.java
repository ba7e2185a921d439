package dev.understack.language.jq;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The built-in functions that are written in jq. */
final class Library {
  private static final Map<String, Syntax.Definition> DEFINITIONS = read();

  private Library() {}

  private static Map<String, Syntax.Definition> read() {
    Map<String, Syntax.Definition> definitions = new HashMap<>();
    for (Syntax.Definition definition : Parser.parseDefinitions(text())) {
      definitions.put(definition.name() + "/" + definition.parameters().size(), definition);
    }
    return definitions;
  }

  private static String text() {
    try (InputStream file = Library.class.getResourceAsStream("library.jq")) {
      return new String(
          Objects.requireNonNull(file, "library.jq").readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Syntax.@Nullable Definition definition(String name, int arity) {
    return DEFINITIONS.get(name + "/" + arity);
  }

  /** Names and arities of all functions that programs may call. */
  static ArrayNode names() {
    TreeSet<String> names = new TreeSet<>(DEFINITIONS.keySet());
    names.addAll(Natives.names());
    names.addAll(
        List.of(
            "empty/0",
            "path/1",
            "getpath/1",
            "env/0",
            "builtins/0",
            "input/0",
            "inputs/0",
            "debug/1",
            "last/1"));
    names.removeIf(name -> name.startsWith("_"));
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    names.forEach(all::add);
    return all;
  }
}
