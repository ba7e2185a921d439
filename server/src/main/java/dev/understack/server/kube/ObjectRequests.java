package dev.understack.server.kube;

import dev.understack.cluster.ApiException;
import dev.understack.cluster.ApiException.Reason;
import dev.understack.cluster.ObjectApi;
import dev.understack.cluster.ObjectApi.Paging;
import dev.understack.cluster.ObjectApi.Patch;
import dev.understack.cluster.ObjectApi.Selection;
import dev.understack.model.KubeObject;
import dev.understack.model.ResourceTypes;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The verbs on objects. */
final class ObjectRequests {
  private final Exchange exchange;
  private final Target target;
  private final ObjectApi api;
  private final ObjectApi system;
  private final Rendering rendering;

  /**
   * @param api what the caller may do
   * @param system reads what the answer depends on; the caller may have no right to read
   */
  ObjectRequests(
      Exchange exchange, Target target, ObjectApi api, ObjectApi system, Rendering rendering) {
    this.exchange = exchange;
    this.target = target;
    this.api = api;
    this.system = system;
    this.rendering = rendering;
  }

  void serve() throws InterruptedException {
    boolean status = target.subresource().equals("status") && target.type().statusSubresource();
    if (!target.subresource().isEmpty() && !status) {
      throw Target.noSuchResource();
    }
    switch (exchange.method()) {
      case "GET" -> read();
      case "POST" -> {
        requireCollection(true);
        create();
      }
      case "PUT" -> {
        requireCollection(false);
        update(status);
      }
      case "PATCH" -> {
        requireCollection(false);
        patch();
      }
      case "DELETE" -> new DeleteRequests(exchange, target, api, system, rendering).serve();
      default -> throw notAllowed();
    }
  }

  private void read() throws InterruptedException {
    if (!target.isCollection()) {
      exchange.send(200, rendering.object(api.get(target.key())));
      return;
    }
    Selection selection =
        new Selection(exchange.query("labelSelector"), exchange.query("fieldSelector"));
    if (exchange.isTrue("watch")) {
      if (exchange.isTrue("sendInitialEvents")) {
        throw new ApiException(
            Reason.INVALID,
            "ListOptions.meta.k8s.io \"\" is invalid: sendInitialEvents: Forbidden:"
                + " sendInitialEvents is forbidden for watch unless the WatchList feature gate is"
                + " enabled");
      }
      new WatchStream(exchange, rendering).serve(api, target, selection);
      return;
    }
    Paging paging = new Paging(exchange.number("limit").orElse(0), exchange.query("continue"));
    exchange.send(
        200, rendering.list(api.list(target.type(), target.namespace(), selection, paging)));
  }

  private void create() {
    exchange.send(201, rendering.object(api.create(body())));
  }

  private void update(boolean status) {
    KubeObject object = body();
    if (!object.name().equals(target.name())) {
      throw new ApiException(
          Reason.BAD_REQUEST,
          "the name of the object (%s) does not match the name on the URL (%s)"
              .formatted(object.name(), target.name()));
    }
    exchange.send(200, rendering.object(status ? api.updateStatus(object) : api.update(object)));
  }

  private void patch() {
    Patch.Kind kind =
        switch (exchange.contentType()) {
          case "application/json-patch+json" -> Patch.Kind.JSON;
          case "application/merge-patch+json" -> Patch.Kind.MERGE;
          case "application/strategic-merge-patch+json" -> Patch.Kind.STRATEGIC;
          case "application/apply-patch+yaml" -> Patch.Kind.APPLY;
          default ->
              throw new ApiException(
                  Reason.UNSUPPORTED_MEDIA_TYPE,
                  "the body of the request was in an unknown format - accepted media types include:"
                      + " application/json-patch+json, application/merge-patch+json,"
                      + " application/strategic-merge-patch+json, application/apply-patch+yaml");
        };
    String manager = exchange.query("fieldManager");
    Patch patch =
        new Patch(
            kind, exchange.body(), target.subresource(), manager.isEmpty() ? "unknown" : manager);
    if (patch.body() instanceof ObjectNode merged) {
      KnownFields.check(exchange, target.type(), KubeObject.of(merged));
    }
    boolean creates = kind == Patch.Kind.APPLY && system.find(target.key()).isEmpty();
    exchange.send(creates ? 201 : 200, rendering.object(api.patch(target.key(), patch)));
  }

  /** The object in the body, which must be what the path says. */
  private KubeObject body() {
    KubeObject object = KubeObject.of(exchange.objectBody());
    if (!ResourceTypes.of(object).equals(Optional.of(target.type()))) {
      throw new ApiException(
          Reason.BAD_REQUEST,
          "%s in version \"%s\" cannot be handled as a %s"
              .formatted(object.kind(), object.apiVersion(), target.type().kind()));
    }
    if (!object.namespace().isEmpty() && !object.namespace().equals(target.namespace())) {
      throw new ApiException(
          Reason.BAD_REQUEST,
          "the namespace of the provided object does not match the namespace sent on the request");
    }
    KnownFields.check(exchange, target.type(), object);
    return target.namespace().isEmpty()
        ? object
        : object.withMetadata(metadata -> metadata.put("namespace", target.namespace()));
  }

  private void requireCollection(boolean collection) {
    if (target.isCollection() != collection) {
      throw notAllowed();
    }
  }

  private static ApiException notAllowed() {
    return new ApiException(
        Reason.METHOD_NOT_ALLOWED,
        "the server does not allow this method on the requested resource");
  }
}
