package dev.understack.cli.command;

import dev.understack.cli.api.ApiClient;
import dev.understack.cli.api.ApiFailedException;
import dev.understack.cli.api.CommandFailedException;
import dev.understack.cli.api.ResourcePath;
import dev.understack.model.Json;
import dev.understack.model.KubeObject;
import dev.understack.model.Manifest;
import dev.understack.model.ResourceType;
import dev.understack.model.ResourceTypes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code apply}: creates what is missing and changes what differs. */
@Command(name = "apply", description = "Create or change the objects of manifests.")
final class ApplyCommand implements Callable<Integer> {
  @Mixin ManifestOptions manifests = new ManifestOptions();
  @Mixin Connection connection = new Connection();

  @Option(names = "--dry-run", description = "Check everything, change nothing.")
  boolean dryRun;

  @Override
  public Integer call() {
    if (manifests.isEmpty()) {
      throw new CommandFailedException("name manifests with -f or -k", 2);
    }
    List<Manifest> ordered = ApplyOrder.sorted(manifests.read());
    ApiClient client = connection.open();
    boolean failed = false;
    for (Manifest manifest : ordered) {
      failed |= !apply(client, manifest);
    }
    return failed ? 1 : 0;
  }

  private boolean apply(ApiClient client, Manifest manifest) {
    KubeObject object = manifest.object();
    ResourceType type = ResourceTypes.of(object).orElse(null);
    if (type == null) {
      System.err.println(
          manifest.source()
              + ":"
              + manifest.position("kind")
              + ": no kind \""
              + object.kind()
              + "\" in "
              + object.apiVersion());
      return false;
    }
    String namespace =
        object.namespace().isEmpty() ? connection.namespace(client) : object.namespace();
    try {
      System.out.println(
          (object.name().isEmpty()
                  ? create(client, type, namespace, object)
                  : change(client, type, namespace, object))
              + (dryRun ? " (dry run)" : ""));
      return true;
    } catch (ApiFailedException e) {
      System.err.println(manifest.source() + ":" + manifest.position("") + ": " + e.getMessage());
      return false;
    }
  }

  private String create(ApiClient client, ResourceType type, String namespace, KubeObject object) {
    JsonNode created =
        client.send(
            "POST",
            ResourcePath.of(type, namespace),
            query(),
            "application/json",
            Json.write(object.tree()));
    return ResourcePath.shown(type, KubeObject.of((ObjectNode) created)) + " created";
  }

  private String change(ApiClient client, ResourceType type, String namespace, KubeObject object) {
    String path = ResourcePath.of(type, namespace, object.name());
    String before =
        client
            .find(path)
            .map(found -> found.path("metadata").path("resourceVersion").asString(""))
            .orElse("");
    JsonNode after =
        client.send(
            "PATCH", path, query(), "application/apply-patch+yaml", Json.write(object.tree()));
    String version = after.path("metadata").path("resourceVersion").asString("");
    String verdict =
        before.isEmpty() ? "created" : before.equals(version) ? "unchanged" : "configured";
    return ResourcePath.shown(type, object) + " " + verdict;
  }

  private Map<String, String> query() {
    return Map.of(
        "fieldManager",
        "understack",
        "force",
        "true",
        "fieldValidation",
        "Strict",
        "dryRun",
        dryRun ? "All" : "");
  }
}
