package dev.understack.server.kube;

import dev.understack.cluster.ObjectApi.ObjectList;
import dev.understack.model.KubeObject;
import dev.understack.model.ResourceType;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Objects as tables, which kubectl prints as they are. */
final class Tables {
  private Tables() {}

  /** Whether the client asks for a table. */
  static boolean areWanted(Exchange exchange) {
    return exchange.accept().contains("as=Table");
  }

  /** Whether the client asks for metadata alone. */
  static boolean metadataIsWanted(Exchange exchange) {
    return exchange.accept().contains("as=PartialObjectMetadata");
  }

  static ObjectNode of(ResourceType type, ObjectList list, String include, Instant now) {
    ObjectNode table = of(type, list.items(), include, now);
    ObjectNode metadata = table.withObjectProperty("metadata");
    metadata.put("resourceVersion", list.resourceVersion());
    if (!list.continueToken().isEmpty()) {
      metadata.put("continue", list.continueToken());
    }
    return table;
  }

  /**
   * @param include what each row carries besides its cells: {@code None}, {@code Object}, or else
   *     the metadata
   */
  static ObjectNode of(ResourceType type, List<KubeObject> objects, String include, Instant now) {
    List<Column> columns = PrinterColumns.of(type);
    ObjectNode table = JsonNodeFactory.instance.objectNode();
    table.put("kind", "Table").put("apiVersion", "meta.k8s.io/v1");
    table.putObject("metadata");
    ArrayNode definitions = table.putArray("columnDefinitions");
    columns.forEach(column -> definitions.add(column.definition()));
    ArrayNode rows = table.putArray("rows");
    for (KubeObject object : objects) {
      ObjectNode row = rows.addObject();
      ArrayNode cells = row.putArray("cells");
      columns.forEach(column -> cells.add(column.cell().apply(object, now)));
      switch (include) {
        case "None" -> {}
        case "Object" -> row.set("object", object.tree());
        default -> row.set("object", metadata(object));
      }
    }
    return table;
  }

  /** The object without anything but its metadata. */
  static ObjectNode metadata(KubeObject object) {
    ObjectNode partial = JsonNodeFactory.instance.objectNode();
    partial.put("kind", "PartialObjectMetadata").put("apiVersion", "meta.k8s.io/v1");
    partial.set("metadata", object.metadata());
    return partial;
  }
}
