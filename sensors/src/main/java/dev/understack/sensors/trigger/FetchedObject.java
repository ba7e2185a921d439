package dev.understack.sensors.trigger;

import dev.understack.cluster.ApiException;
import dev.understack.model.KubeObject;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceTypes;
import dev.understack.sensors.parameter.ParameterException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The object of an action: prepared with its decision, or fetched now. */
final class FetchedObject {
  private static final int MAX_CHARACTERS = 512 * 1024;
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private FetchedObject() {}

  static ObjectNode of(ActionRun run) {
    if (run.request().get(ActionRequest.OBJECT) instanceof ObjectNode prepared) {
      return prepared;
    }
    try {
      ResourceSource source = ResourceSource.of(run.settings());
      String fetched = source.written().orElseGet(() -> fetch(source, run));
      if (run.settings().path("liveObject").asBoolean(false)) {
        fetched = live(run, fetched);
      }
      return ObjectPlan.write(run.request(), fetched);
    } catch (ParameterException e) {
      throw ActionException.terminal(String.valueOf(e.getMessage()));
    }
  }

  private static String fetch(ResourceSource source, ActionRun run) {
    JsonNode value = source.value();
    return switch (source.kind()) {
      case "configmap" -> ResourceSource.parse(configMap(value, run));
      case "url" -> ResourceSource.parse(url(value.path("path").asString("")));
      case "file" -> ResourceSource.parse(file(value.path("path").asString("")));
      default ->
          throw ActionException.terminal(
              "trigger source " + source.kind() + " is not available in this build");
    };
  }

  private static String configMap(JsonNode selector, ActionRun run) {
    String name = selector.path("name").asString("");
    String key = selector.path("key").asString("");
    ObjectKey object = new ObjectKey(ResourceTypes.CONFIG_MAP, run.namespace(), name);
    try {
      KubeObject found = run.cluster().as(dev.understack.cluster.Identity.SYSTEM).get(object);
      JsonNode text = found.tree().path("data").path(key);
      if (text.isString()) {
        return text.stringValue();
      }
    } catch (ApiException e) {
      throw ActionException.retryable(String.valueOf(e.getMessage()));
    }
    throw ActionException.retryable("configmap " + name + " has no key " + key);
  }

  private static String url(String address) {
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
      HttpResponse<String> response =
          client.send(
              HttpRequest.newBuilder(URI.create(address)).timeout(TIMEOUT).build(),
              HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw ActionException.retryable(address + " answers with " + response.statusCode());
      }
      if (response.body().length() > MAX_CHARACTERS) {
        throw ActionException.terminal(address + " is longer than 512 KiB");
      }
      return response.body();
    } catch (IOException | IllegalArgumentException e) {
      throw ActionException.retryable("cannot read " + address + ": " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ActionException.retryable("interrupted");
    }
  }

  private static String file(String path) {
    try {
      return Files.readString(Path.of(path));
    } catch (IOException e) {
      throw ActionException.retryable("cannot read file " + path + ": " + e.getMessage());
    }
  }

  /** The object as it is now, for updates that start from there. */
  private static String live(ActionRun run, String written) {
    KubeObject object = ObjectTarget.object(written, run.namespace());
    try {
      return dev.understack.model.Json.write(run.objects().get(ObjectTarget.key(object)).tree());
    } catch (ApiException e) {
      throw ApiFailures.failed(e);
    }
  }
}
