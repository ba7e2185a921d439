package dev.understack.workflows.core;

import dev.understack.model.workflow.Parameter;
import dev.understack.model.workflow.TemplateSpec;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A suspend node: waits until somebody resumes it, or for a while. */
final class SuspendActivity extends Activity {
  private final RunCore core;
  private final RunState run;
  private final TemplateSpec template;
  private final CallContext context;

  SuspendActivity(RunCore core, Node node, Body body) {
    super(node);
    this.core = core;
    this.run = core.run();
    this.template = body.template();
    this.context = body.context();
  }

  boolean exiting() {
    return context.exiting();
  }

  TemplateSpec template() {
    return template;
  }

  @Override
  void begin() {
    if (core.shutdown().ends(context.exiting())) {
      end(NodePhase.FAILED, "Stopped with strategy '" + core.shutdown().text() + "'");
      return;
    }
    if (node.outputs == null && !template.outputs().parameters().isEmpty()) {
      ObjectNode outputs = core.emptyObject();
      ArrayNode list = outputs.putArray("parameters");
      template.outputs().parameters().forEach(p -> expect(list, p));
      run.outputs(node, outputs);
    }
    if (node.progress.equals(Progress.NONE)) {
      run.progress(node, Progress.ONE_TO_DO);
    }
    String duration = template.suspendDuration();
    if (!duration.isEmpty()) {
      try {
        Instant end = Objects.requireNonNull(node.startedAt).plus(Durations.parse(duration));
        run.at(end, this::timeIsUp);
      } catch (CallException e) {
        end(NodePhase.ERROR, String.valueOf(e.getMessage()));
      }
    }
  }

  /** An output that somebody has to supply; its default may come from the input of its name. */
  private void expect(ArrayNode list, Parameter output) {
    ObjectNode expected = list.addObject().put("name", output.name());
    if (!output.globalName().isEmpty()) {
      expected.put("globalName", output.globalName());
    }
    ObjectNode from = expected.putObject("valueFrom");
    from.putObject("supplied");
    String given = defaultOf(output);
    if (given != null) {
      from.put("default", given);
    }
  }

  private @Nullable String defaultOf(Parameter output) {
    String own = output.valueFrom() == null ? null : output.valueFrom().defaultValue();
    if (own != null) {
      return own;
    }
    return template.inputs().parameters().stream()
        .filter(input -> input.name().equals(output.name()))
        .map(Parameter::defaultValue)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private void timeIsUp() {
    if (!node.phase.isFulfilled()) {
      String missing = fillDefaults();
      if (missing == null) {
        end(NodePhase.SUCCEEDED, "");
      } else {
        end(NodePhase.ERROR, missing);
      }
    }
  }

  /** The fault that keeps the node from being resumed; null when it may be. */
  @Nullable String missingOutput() {
    if (node.outputs != null) {
      for (JsonNode output : node.outputs.path("parameters")) {
        if (!output.has("value") && !output.path("valueFrom").has("default")) {
          return "raw output parameter '"
              + output.path("name").asString("")
              + "' has not been set and does not have a default value";
        }
      }
    }
    return null;
  }

  /** Gives outputs that nobody set their default; the fault when one has none. */
  @Nullable String fillDefaults() {
    String missing = missingOutput();
    if (missing != null || node.outputs == null) {
      return missing;
    }
    ObjectNode outputs = node.outputs.deepCopy();
    for (JsonNode output : outputs.path("parameters")) {
      if (output instanceof ObjectNode parameter && !parameter.has("value")) {
        parameter.set("value", parameter.path("valueFrom").path("default"));
        parameter.remove("valueFrom");
      }
    }
    run.outputs(node, outputs);
    return null;
  }

  /** Sets an output that is waited for. */
  void supply(String name, String value) {
    if (node.outputs == null) {
      throw new CallException(
          "cannot set output parameters because node is not expecting any raw parameters");
    }
    ObjectNode outputs = node.outputs.deepCopy();
    ObjectNode parameter = OutputsJson.named(outputs, "parameters", name);
    if (parameter == null) {
      throw new CallException("node is not expecting output parameter '" + name + "'");
    }
    if (!parameter.path("valueFrom").has("supplied")) {
      throw new CallException(
          "cannot set output parameter '"
              + name
              + "' because it does not use valueFrom.raw or it was already set");
    }
    parameter.remove("valueFrom");
    parameter.put("value", value);
    run.outputs(node, outputs);
    core.publish(node, template);
  }

  void end(NodePhase phase, String message) {
    node.activity = null;
    core.locks().release(node);
    if (phase == NodePhase.SUCCEEDED) {
      core.publish(node, template);
    }
    String before = node.message;
    boolean joined = !before.isEmpty() && !message.isEmpty();
    run.phase(node, phase, joined ? before + "; " + message : message);
  }
}
