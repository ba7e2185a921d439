package dev.understack.server.kube;

import dev.understack.cluster.ApiException;
import dev.understack.cluster.ApiException.Reason;
import dev.understack.cluster.ObjectApi;
import dev.understack.cluster.ObjectApi.DeleteOptions;
import dev.understack.cluster.ObjectApi.DeleteOptions.Propagation;
import dev.understack.cluster.ObjectApi.Selection;
import dev.understack.model.KubeObject;
import dev.understack.model.ObjectKey;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Deletion of one object and of collections. */
final class DeleteRequests {
  private final Exchange exchange;
  private final Target target;
  private final ObjectApi api;
  private final ObjectApi system;
  private final Rendering rendering;

  /**
   * @param system reads what the answer tells; the caller may have no right to read
   */
  DeleteRequests(
      Exchange exchange, Target target, ObjectApi api, ObjectApi system, Rendering rendering) {
    this.exchange = exchange;
    this.target = target;
    this.api = api;
    this.system = system;
    this.rendering = rendering;
  }

  void serve() {
    DeleteOptions options = options();
    if (target.isCollection()) {
      collection(options);
      return;
    }
    String uid = system.find(target.key()).map(KubeObject::uid).orElse("");
    api.delete(target.key(), options);
    Optional<KubeObject> left = exchange.isDryRun() ? Optional.empty() : system.find(target.key());
    if (left.filter(object -> object.uid().equals(uid)).isPresent()) {
      exchange.send(200, rendering.object(left.get()));
    } else {
      exchange.send(200, success(uid));
    }
  }

  private void collection(DeleteOptions options) {
    Selection selection =
        new Selection(exchange.query("labelSelector"), exchange.query("fieldSelector"));
    for (KubeObject object :
        api.list(target.type(), target.namespace(), selection.withoutNodes()).items()) {
      try {
        api.delete(
            new ObjectKey(target.type(), object.namespace(), object.name()),
            new DeleteOptions(options.propagation(), Optional.of(object.uid())));
      } catch (ApiException e) {
        if (e.reason() != Reason.NOT_FOUND && e.reason() != Reason.CONFLICT) {
          throw e;
        }
      }
    }
    exchange.send(200, success(""));
  }

  private DeleteOptions options() {
    JsonNode body = exchange.body();
    String asked = body.path("propagationPolicy").asString(exchange.query("propagationPolicy"));
    boolean orphan = body.path("orphanDependents").asBoolean(exchange.isTrue("orphanDependents"));
    Propagation propagation =
        switch (asked) {
          case "" -> orphan ? Propagation.ORPHAN : Propagation.BACKGROUND;
          case "Background" -> Propagation.BACKGROUND;
          case "Foreground" -> Propagation.FOREGROUND;
          case "Orphan" -> Propagation.ORPHAN;
          default ->
              throw new ApiException(
                  Reason.INVALID,
                  "DeleteOptions.meta.k8s.io \"\" is invalid: propagationPolicy: Unsupported value:"
                      + " \""
                      + asked
                      + "\": supported values: \"Foreground\", \"Background\", \"Orphan\", \"nil\"");
        };
    String uid = body.path("preconditions").path("uid").asString("");
    return new DeleteOptions(propagation, Optional.of(uid).filter(text -> !text.isEmpty()));
  }

  private ObjectNode success(String uid) {
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    status.put("kind", "Status").put("apiVersion", "v1").putObject("metadata");
    status.put("status", "Success").put("code", 200);
    ObjectNode details = status.putObject("details").put("name", target.name());
    if (!target.type().group().isEmpty()) {
      details.put("group", target.type().group());
    }
    details.put("kind", target.type().plural());
    if (!uid.isEmpty()) {
      details.put("uid", uid);
    }
    return status;
  }
}
