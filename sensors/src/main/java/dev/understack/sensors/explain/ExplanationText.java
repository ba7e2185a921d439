package dev.understack.sensors.explain;

import dev.understack.sensors.explain.EventExplanation.ActionStep;
import dev.understack.sensors.explain.EventExplanation.Check;
import dev.understack.sensors.explain.EventExplanation.DependencyVerdict;
import dev.understack.sensors.explain.EventExplanation.NodeStep;
import dev.understack.sensors.explain.EventExplanation.SensorVerdict;
import dev.understack.sensors.explain.EventExplanation.TriggerVerdict;
import dev.understack.sensors.explain.EventExplanation.WorkflowStep;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Explanations as text for people: what a sensor decided, and below it what followed. A line starts
 * with {@code +} for what passed or succeeded, {@code -} for what did not, {@code >} for a trigger
 * that fired and {@code .} for what waits or runs.
 */
public final class ExplanationText {
  private static final Set<String> GROUPS = Set.of("Steps", "StepGroup", "DAG", "TaskGroup");

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
    text.line(0, lineage.kind() + " " + lineage.id());
    if (lineage.origins().isEmpty()) {
      text.line(1, "no change of it is recorded");
    }
    for (Lineage.Origin origin : lineage.origins()) {
      text.line(1, shown(origin.at()) + "  " + origin.change());
      text.line(
          2,
          "by node "
              + origin.node()
              + origin.duration().map(time -> ", which took " + shown(time)).orElse("")
              + ", of "
              + workflow(origin));
      if (!origin.action().isEmpty()) {
        text.line(2, "made by action " + origin.action());
      }
      for (EventExplanation event : origin.events()) {
        text.line(2, "because of event " + event.id());
        text.line(3, arrival(event));
        text.line(
            3,
            shown(Duration.between(event.time(), origin.at())) + " from the event to the change");
      }
    }
    return text.out.toString();
  }

  private static String workflow(Lineage.Origin origin) {
    return origin.workflow().isEmpty() ? "workflow " + origin.workflowUid() : origin.workflow();
  }

  private void event(EventExplanation event) {
    line(0, "event " + event.id());
    line(1, arrival(event) + ", " + event.bytes() + " bytes, on bus " + event.bus());
    if (!event.error().isEmpty()) {
      line(1, "no sensor could look at it: " + event.error());
    } else if (!event.decided()) {
      line(1, "not decided yet");
    } else if (event.sensors().isEmpty()) {
      line(1, "no sensor listens to it");
    }
    List<ActionStep> left = new ArrayList<>(event.actions());
    event.sensors().forEach(sensor -> sensor(sensor, left));
    left.removeIf(action -> action.trigger().isEmpty());
    for (ActionStep action : left) {
      line(1, "action of sensor " + action.sensor() + ", trigger " + action.trigger());
      action(2, action);
    }
    event.deaf().forEach(deaf -> line(1, "! sensor " + deaf.sensor() + ": " + deaf.reason()));
  }

  private static String arrival(EventExplanation event) {
    return "%s/%s (%s) at %s"
        .formatted(event.source(), event.subject(), event.type(), shown(event.time()));
  }

  /** Prints a sensor with its actions, which are taken out of those that are left. */
  private void sensor(SensorVerdict sensor, List<ActionStep> left) {
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
    left.stream()
        .filter(action -> action.sensor().equals(sensor.sensor()) && action.trigger().isEmpty())
        .forEach(this::undecided);
    for (TriggerVerdict trigger : sensor.triggers()) {
      line(
          2,
          trigger.fired()
              ? "> trigger " + trigger.name() + " fired"
              : ". trigger "
                  + trigger.name()
                  + " waits for "
                  + trigger.condition()
                  + ", has "
                  + String.join(", ", trigger.met()));
      left.removeIf(action -> {
        boolean here =
            action.sensor().equals(sensor.sensor()) && action.trigger().equals(trigger.name());
        if (here) {
          action(3, action);
        }
        return here;
      });
    }
  }

  /** An event that a dependency could not look at. */
  private void undecided(ActionStep action) {
    line(
        2,
        action.state().equals("done")
            ? "! could not be looked at first, " + action.target()
            : "! dead letter " + action.key() + ", to be decided again once the cause is gone");
  }

  private void check(Check check) {
    line(3, (check.passed() ? "+ " : "- ") + check.filter());
    line(4, check.error().isEmpty() ? "found \"" + check.found() + "\"" : check.error());
  }

  private void action(int depth, ActionStep action) {
    line(
        depth,
        action.state()
            + action.elapsed().map(time -> " after " + shown(time)).orElse("")
            + action.next().map(time -> ", tried again at " + shown(time)).orElse("")
            + ": action "
            + action.key());
    if (!action.lastError().isEmpty()) {
      line(
          depth,
          action.attempts() == 0
              ? "once more after: " + action.lastError()
              : failures(action.attempts()) + action.lastError());
    }
    if (action.workflow().isPresent()) {
      workflow(depth, action.target(), action.workflow().get());
    } else if (!action.target().isEmpty()) {
      line(depth, action.target());
    }
  }

  private void workflow(int depth, String target, WorkflowStep workflow) {
    line(
        depth,
        sign(workflow.phase())
            + target
            + " "
            + workflow.phase()
            + workflow.duration().map(time -> " in " + shown(time)).orElse("")
            + (workflow.message().isEmpty() ? "" : ": " + workflow.message()));
    workflow.nodes().stream()
        .filter(node -> !GROUPS.contains(node.type()))
        .filter(node -> !node.type().equals("Retry") || !node.phase().equals("Succeeded"))
        .forEach(node -> node(depth + 1, node));
  }

  private void node(int depth, NodeStep node) {
    line(
        depth,
        sign(node.phase())
            + node.name()
            + " "
            + node.phase()
            + node.duration().map(time -> " in " + shown(time)).orElse("")
            + (node.message().isEmpty() ? "" : ": " + node.message()));
    node.changes().forEach(change -> line(depth + 1, change));
  }

  private static String failures(int attempts) {
    return attempts == 1 ? "failed: " : "failed " + attempts + " times, the last time: ";
  }

  private static String sign(String phase) {
    return switch (phase) {
      case "Succeeded", "Skipped", "Omitted" -> "+ ";
      case "Failed", "Error" -> "- ";
      default -> ". ";
    };
  }

  private static String shown(Duration duration) {
    return duration.toMillis() < 10_000 ? duration.toMillis() + " ms" : duration.toSeconds() + " s";
  }

  private static String shown(Instant time) {
    return time.truncatedTo(ChronoUnit.MILLIS).toString();
  }

  private void line(int depth, String text) {
    out.append("  ".repeat(depth)).append(text).append('\n');
  }
}
