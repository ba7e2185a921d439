package dev.understack.sources.amqp;

import dev.understack.model.Fault;
import dev.understack.model.Fields;
import dev.understack.model.ManifestReader;
import dev.understack.model.Position;
import dev.understack.model.RejectedManifestException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The {@code arguments} of a queue: YAML text of an object. */
public final class QueueArguments {
  private static final String SOURCE = "queueDeclare.arguments";

  private QueueArguments() {}

  /**
   * The table for the broker; null when the text is empty.
   *
   * @throws RejectedManifestException when the text is not an object
   */
  public static @Nullable Map<String, Object> parse(String yaml) {
    if (yaml.isBlank()) {
      return null;
    }
    List<ManifestReader.Document> documents = ManifestReader.documents(SOURCE, yaml);
    JsonNode tree = documents.getFirst().tree();
    if (!tree.isObject()) {
      String found = Fields.kindOf(tree);
      throw new RejectedManifestException(
          List.of(new Fault(SOURCE, Position.START, "", "", "expected an object, found " + found)));
    }
    Map<String, Object> table = new LinkedHashMap<>();
    tree.properties().forEach(entry -> table.put(entry.getKey(), value(entry.getValue())));
    return table;
  }

  private static @Nullable Object value(JsonNode node) {
    return switch (node.getNodeType()) {
      case BOOLEAN -> node.booleanValue();
      case NUMBER -> node.isIntegralNumber() ? (Object) node.longValue() : node.doubleValue();
      case STRING -> node.stringValue();
      case ARRAY -> {
        List<@Nullable Object> list = new ArrayList<>();
        node.forEach(item -> list.add(value(item)));
        yield list;
      }
      case OBJECT, POJO -> {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        node.properties().forEach(entry -> map.put(entry.getKey(), value(entry.getValue())));
        yield map;
      }
      case NULL, MISSING, BINARY -> null;
    };
  }
}
