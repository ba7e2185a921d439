package dev.understack.cli.command;

import dev.understack.cli.api.ApiClient;
import dev.understack.cli.api.ResourcePath;
import dev.understack.model.Json;
import dev.understack.model.ResourceTypes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Waits for the end of a workflow and reports each change of its phase. */
final class WorkflowEnd {
  private static final Set<String> ENDED = Set.of("Succeeded", "Failed", "Error");

  private final ApiClient client;
  private final String namespace;
  private final String name;

  WorkflowEnd(ApiClient client, String namespace, String name) {
    this.client = client;
    this.namespace = namespace;
    this.name = name;
  }

  /** Blocks until it has ended; 0 when it succeeded, else 1. */
  int await() {
    Map<String, String> query = Map.of("watch", "true", "fieldSelector", "metadata.name=" + name);
    String shown = "";
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                client.stream(ResourcePath.of(ResourceTypes.WORKFLOW, namespace), query),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode status = Json.read(line).path("object").path("status");
        String phase = status.path("phase").asString("Pending");
        if (!phase.equals(shown)) {
          String message = status.path("message").asString("");
          System.out.println(name + " " + phase + (message.isEmpty() ? "" : ": " + message));
          shown = phase;
        }
        if (ENDED.contains(phase)) {
          return phase.equals("Succeeded") ? 0 : 1;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return 1;
  }
}
