package dev.understack.server.kube;

import dev.understack.cluster.ObjectApi.ObjectList;
import dev.understack.model.KubeObject;
import dev.understack.model.ResourceType;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Objects in the form that the client asks for: whole, as metadata, or as a table. */
record Rendering(Exchange exchange, ResourceType type, String version, Clock clock) {

  ObjectNode object(KubeObject object) {
    if (Tables.areWanted(exchange)) {
      return Tables.of(type, List.of(object), exchange.query("includeObject"), clock.instant());
    }
    return Tables.metadataIsWanted(exchange)
        ? Tables.metadata(object)
        : ServedVersions.as(object, type, version).tree();
  }

  ObjectNode list(ObjectList list) {
    if (Tables.areWanted(exchange)) {
      return Tables.of(type, list, exchange.query("includeObject"), clock.instant());
    }
    boolean partial = Tables.metadataIsWanted(exchange);
    Function<KubeObject, ObjectNode> item =
        object ->
            partial ? Tables.metadata(object) : ServedVersions.as(object, type, version).tree();
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    result.put("kind", partial ? "PartialObjectMetadataList" : type.kind() + "List");
    result.put("apiVersion", partial ? "meta.k8s.io/v1" : apiVersion());
    ObjectNode metadata = result.putObject("metadata");
    metadata.put("resourceVersion", list.resourceVersion());
    if (!list.continueToken().isEmpty()) {
      metadata.put("continue", list.continueToken());
    }
    ArrayNode items = result.putArray("items");
    list.items().forEach(object -> items.add(item.apply(object)));
    return result;
  }

  private String apiVersion() {
    return type.group().isEmpty() ? version : type.group() + "/" + version;
  }
}
