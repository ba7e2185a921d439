package dev.understack.executors.artifacts;

import dev.understack.executors.files.FileTree;
import dev.understack.model.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Collects the outputs of a leaf from its files, in Argo's order: parameters, then artifacts. Every
 * one is tried; the first fault is kept. For one thread.
 */
public final class Outputs {
  private final ObjectNode outputs = JsonNodeFactory.instance.objectNode();
  private final List<String> faults = new ArrayList<>();

  /** Reads the output parameters that name a file. */
  public void parameters(ObjectNode template, FileTree files) {
    ArrayNode values = JsonNodeFactory.instance.arrayNode();
    for (JsonNode declared : template.path("outputs").path("parameters")) {
      ObjectNode parameter = ((ObjectNode) declared).deepCopy();
      JsonNode from = declared.path("valueFrom");
      if (from.path("path").isString()) {
        value(from, files)
            .ifPresentOrElse(
                value -> parameter.put("value", value),
                () ->
                    faults.add(
                        "open " + from.path("path").stringValue() + ": no such file or directory"));
      }
      values.add(parameter);
    }
    if (!values.isEmpty()) {
      outputs.set("parameters", values);
    }
  }

  private static Optional<String> value(JsonNode from, FileTree files) {
    return files
        .read(from.path("path").stringValue())
        .map(content -> withoutLineEnd(Json.text(content)))
        .or(() ->
            from.hasNonNull("default")
                ? Optional.of(from.get("default").asString())
                : Optional.empty());
  }

  /** Saves the output artifacts and notes where they are. */
  public void artifacts(ObjectNode template, FileTree files, ArtifactStore store, String folder) {
    ArrayNode saved = JsonNodeFactory.instance.arrayNode();
    for (JsonNode declared : template.path("outputs").path("artifacts")) {
      try {
        store.save((ObjectNode) declared, files, folder).ifPresent(saved::add);
      } catch (ArtifactException fault) {
        faults.add(fault.getMessage());
      }
    }
    if (!saved.isEmpty()) {
      outputs.set("artifacts", saved);
    }
  }

  public void result(String result) {
    outputs.put("result", result);
  }

  public void exitCode(int code) {
    outputs.put("exitCode", Integer.toString(code));
  }

  /** What went wrong first. */
  public Optional<String> fault() {
    return faults.stream().findFirst();
  }

  /** Argo's Outputs object. The caller may keep it. */
  public ObjectNode tree() {
    return outputs;
  }

  private static String withoutLineEnd(String text) {
    return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }
}
