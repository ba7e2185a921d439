package dev.understack.sensors.explain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What became of one event, read from stored records only.
 *
 * @param bus {@code namespace/name} of the EventBus
 * @param bytes length of its data
 * @param decided false when no reader has come to the event yet
 * @param sensors what each sensor that listens to it made of it
 * @param actions what was done because of it
 * @param deaf sensors of the bus's namespace that hear less than their manifest asks for, and why
 * @param error why no sensor could look at it; empty otherwise
 */
public record EventExplanation(
    String id,
    String bus,
    String source,
    String subject,
    String type,
    Instant time,
    int bytes,
    boolean decided,
    List<SensorVerdict> sensors,
    List<ActionStep> actions,
    List<DeafSensor> deaf,
    String error) {

  public EventExplanation {
    sensors = List.copyOf(sensors);
    actions = List.copyOf(actions);
    deaf = List.copyOf(deaf);
  }

  /** A sensor that does not hear everything it should, as its own conditions say. */
  public record DeafSensor(String sensor, String reason) {}

  /**
   * What one sensor made of the event.
   *
   * @param sensor {@code namespace/name}
   * @param triggers what its triggers did or wait for
   */
  public record SensorVerdict(
      String sensor, List<DependencyVerdict> dependencies, List<TriggerVerdict> triggers) {
    public SensorVerdict {
      dependencies = List.copyOf(dependencies);
      triggers = List.copyOf(triggers);
    }
  }

  /**
   * What a dependency made of the event.
   *
   * @param transform digest of the transformed data; empty when nothing was transformed
   * @param error why the transform or a filter failed; empty when none did
   */
  public record DependencyVerdict(
      String name, boolean passed, String transform, String error, List<Check> checks) {
    public DependencyVerdict {
      checks = List.copyOf(checks);
    }
  }

  /** What one filter found. */
  public record Check(String filter, String found, boolean passed, String error) {}

  /**
   * What a trigger made of a met dependency.
   *
   * @param fired whether it fired; else it waits for more
   * @param condition what it waits for
   * @param met the dependencies that are met so far
   */
  public record TriggerVerdict(String name, boolean fired, String condition, List<String> met) {
    public TriggerVerdict {
      met = List.copyOf(met);
    }
  }

  /**
   * An action that followed.
   *
   * @param state pending, done or dead
   * @param attempts how often it was tried
   * @param next when it is tried again, while it is pending after a failure
   * @param elapsed from the event to the end of the action, when it has ended
   * @param target what it led to, for example {@code workflow argo-events/x}; empty when nothing
   * @param workflow the run of the workflow that it created
   */
  public record ActionStep(
      String key,
      String sensor,
      String trigger,
      String state,
      int attempts,
      String lastError,
      Optional<Instant> next,
      Optional<Duration> elapsed,
      String target,
      Optional<WorkflowStep> workflow) {}

  /**
   * A run of a workflow.
   *
   * @param phase for example Succeeded
   * @param message why it is in this phase; empty when there is nothing to say
   * @param duration from start to end, when it has ended
   * @param nodes in the order in which they started
   */
  public record WorkflowStep(
      String uid, String phase, String message, Optional<Duration> duration, List<NodeStep> nodes) {
    public WorkflowStep {
      nodes = List.copyOf(nodes);
    }
  }

  /**
   * A node of a run and what it changed outside.
   *
   * @param type as Argo names it, for example {@code Pod} or {@code StepGroup}
   * @param duration from start to end, when it has ended
   * @param changes one line each, for example {@code CREATED nautobot tenant/...: name}
   */
  public record NodeStep(
      String id,
      String name,
      String type,
      String phase,
      String message,
      Optional<Duration> duration,
      List<String> changes) {
    public NodeStep {
      changes = List.copyOf(changes);
    }
  }
}
