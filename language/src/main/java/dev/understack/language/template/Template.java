package dev.understack.language.template;

import dev.understack.language.LanguageException;
import dev.understack.language.Limits;
import dev.understack.language.NativeFunction;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A compiled Go {@code text/template}. Immutable and safe for use by several threads; functions
 * that change their arguments (such as sprig's {@code set}) change the data of that execution.
 */
public final class Template {
  private final Source source;
  private final Map<String, Node.Items> trees;
  private final Map<String, NativeFunction> functions;

  private Template(
      Source source, Map<String, Node.Items> trees, Map<String, NativeFunction> functions) {
    this.source = source;
    this.trees = trees;
    this.functions = functions;
  }

  /**
   * Compiles a template.
   *
   * @param name shown in errors
   * @param text the template
   * @param functions besides those built into Go templates
   * @throws LanguageException with Go's text when the template does not parse
   */
  public static Template compile(
      String name, String text, Map<String, ? extends NativeFunction> functions) {
    Source source = new Source(name, text);
    Map<String, Node.Items> trees = new HashMap<>();
    Set<String> known = new HashSet<>(functions.keySet());
    known.addAll(Builtins.NAMES);
    try {
      new Parser(source, known, trees).parse(name);
    } catch (StackOverflowError e) {
      throw new TemplateException(text, 0, "template: " + name + ": nested too deep", "too deep");
    }
    return new Template(source, Map.copyOf(trees), Map.copyOf(functions));
  }

  /** Executes the template within the standard limits. */
  public String execute(@Nullable Object data) {
    return execute(data, Limits.DEFAULT);
  }

  /**
   * Executes the template.
   *
   * @param data the value of the dot: a Go-like value as {@link NativeFunction} describes them
   * @return the text; bytes that are not UTF-8 are replaced
   * @throws LanguageException with Go's text when the execution fails or passes a limit
   */
  public String execute(@Nullable Object data, Limits limits) {
    return new Execution(this, limits).run(data);
  }

  Source source() {
    return source;
  }

  Node.@Nullable Items tree(String name) {
    return trees.get(name);
  }

  @Nullable NativeFunction function(String name) {
    return functions.get(name);
  }
}
