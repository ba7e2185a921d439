package dev.understack.sensors.explain;

import dev.understack.sensors.explain.EventExplanation.ActionStep;
import dev.understack.sensors.explain.EventExplanation.Check;
import dev.understack.sensors.explain.EventExplanation.DependencyVerdict;
import dev.understack.sensors.explain.EventExplanation.NodeStep;
import dev.understack.sensors.explain.EventExplanation.SensorVerdict;
import dev.understack.sensors.explain.EventExplanation.TriggerVerdict;
import java.time.Duration;

/** Explanations as text for people. */
public final class ExplanationText {
  private final StringBuilder out = new StringBuilder();

  private ExplanationText() {}

  /** An explanation over several lines. */
  public static String of(EventExplanation event) {
    ExplanationText text = new ExplanationText();
    text.event(event);
    return text.out.toString();
  }

  /** A lineage over several lines. */
  public static String of(Lineage lineage) {
    ExplanationText text = new ExplanationText();
    text.line(0, lineage.kind() + "/" + lineage.id());
    if (lineage.origins().isEmpty()) {
      text.line(1, "no change of it is recorded");
    }
    for (Lineage.Origin origin : lineage.origins()) {
      text.line(1, origin.at() + " " + origin.change());
      text.line(2, "by node " + origin.node() + " of " + workflow(origin));
      for (EventExplanation event : origin.events()) {
        text.line(
            2,
            "because of event "
                + event.id()
                + " of "
                + event.source()
                + "/"
                + event.subject()
                + " at "
                + event.time());
      }
    }
    return text.out.toString();
  }

  private static String workflow(Lineage.Origin origin) {
    return origin.workflow().isEmpty()
        ? "workflow " + origin.workflowUid()
        : origin.workflow() + ", made by " + origin.action();
  }

  private void event(EventExplanation event) {
    line(
        0,
        "event "
            + event.id()
            + " of "
            + event.source()
            + "/"
            + event.subject()
            + " ("
            + event.type()
            + ") at "
            + event.time()
            + " on bus "
            + event.bus());
    if (!event.error().isEmpty()) {
      line(1, "no sensor could look at it: " + event.error());
    } else if (!event.decided()) {
      line(1, "not decided yet");
    } else if (event.sensors().isEmpty()) {
      line(1, "no sensor listens to it");
    }
    event.sensors().forEach(this::sensor);
    event.actions().forEach(this::action);
  }

  private void sensor(SensorVerdict sensor) {
    line(1, "sensor " + sensor.sensor());
    for (DependencyVerdict dependency : sensor.dependencies()) {
      line(
          2,
          (dependency.passed() ? "+ " : "- ")
              + "dependency "
              + dependency.name()
              + (dependency.passed() ? " passed" : " rejected it")
              + (dependency.error().isEmpty() ? "" : ": " + dependency.error()));
      dependency.checks().forEach(this::check);
    }
    for (TriggerVerdict trigger : sensor.triggers()) {
      line(
          2,
          trigger.fired()
              ? "> trigger " + trigger.name() + " fired"
              : "  trigger "
                  + trigger.name()
                  + " waits for "
                  + trigger.condition()
                  + ", has "
                  + String.join(", ", trigger.met()));
    }
  }

  private void check(Check check) {
    line(
        3,
        (check.passed() ? "+ " : "- ")
            + check.filter()
            + (check.error().isEmpty()
                ? ": found \"" + check.found() + "\""
                : ": " + check.error()));
  }

  private void action(ActionStep action) {
    line(
        1,
        "action "
            + action.key()
            + " "
            + action.state()
            + action.elapsed().map(time -> " after " + shown(time)).orElse("")
            + (action.target().isEmpty() ? "" : ": " + action.target()));
    if (!action.lastError().isEmpty()) {
      line(2, action.attempts() + " failed attempts, the last one: " + action.lastError());
    }
    action
        .workflow()
        .ifPresent(workflow -> {
          line(2, "workflow " + workflow.phase());
          workflow.nodes().forEach(this::node);
        });
  }

  private void node(NodeStep node) {
    line(
        3,
        node.phase()
            + " "
            + node.name()
            + node.duration().map(d -> " in " + shown(d)).orElse("")
            + (node.message().isEmpty() ? "" : ": " + node.message()));
    node.changes().forEach(change -> line(4, change));
  }

  private static String shown(Duration duration) {
    return duration.toMillis() < 10_000 ? duration.toMillis() + " ms" : duration.toSeconds() + " s";
  }

  private void line(int depth, String text) {
    out.append("  ".repeat(depth)).append(text).append('\n');
  }
}
