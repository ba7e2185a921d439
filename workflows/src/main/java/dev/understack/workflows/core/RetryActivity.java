package dev.understack.workflows.core;

import dev.understack.model.workflow.RetryStrategy;
import dev.understack.model.workflow.TemplateSpec;
import dev.understack.model.workflow.TemplateTarget;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A retry node: attempts one after the other until one succeeds or the strategy ends it. */
final class RetryActivity extends Activity implements Node.NodeListener {
  private final RunCore core;
  private final RunState run;
  private final Body body;
  private final TemplateTarget target;
  private final RetryStrategy strategy;
  private int attempts;
  private @Nullable Node first;
  private @Nullable Node last;
  private boolean waiting;

  RetryActivity(RunCore core, Node node, Body body, TemplateTarget target, RetryStrategy strategy) {
    super(node);
    this.core = core;
    this.run = core.run();
    this.body = body;
    this.target = target;
    this.strategy = strategy;
  }

  @Override
  void begin() {
    Node known = run.find(attemptName(attempts));
    while (known != null) {
      run.attach(known, node.frame);
      known.container = node;
      note(known);
      if (known.phase.isFulfilled()) {
        core.account(known);
      } else {
        known.listener = this;
        try {
          core.calls().takeUpOne(known, attemptBody(attempts - 1), target);
        } catch (CallException e) {
          run.phase(known, NodePhase.ERROR, e.getMessage());
        }
      }
      known = run.find(attemptName(attempts));
    }
    if (last == null) {
      attempt();
    } else {
      decide();
    }
  }

  @Override
  public void changed(Node attempt) {
    if (node.phase.isFulfilled()) {
      return;
    }
    if (attempt.daemoned != node.daemoned) {
      run.daemoned(node, attempt.daemoned);
    }
    decide();
  }

  /** Looks again after a wait, or because the run is being shut down. */
  void decide() {
    Node attempt = last;
    if (attempt == null || !attempt.phase.isFulfilled() || node.phase.isFulfilled()) {
      return;
    }
    try {
      follow(attempt, decision(attempt));
    } catch (CallException e) {
      end(NodePhase.ERROR, String.valueOf(e.getMessage()));
    }
  }

  private void follow(Node attempt, RetryDecision decision) {
    switch (decision.kind()) {
      case SUCCEED -> {
        run.outputs(node, attempt.outputs);
        core.memo().keep(node);
        end(attempt.phase, "");
      }
      case END -> {
        run.outputs(node, attempt.outputs);
        end(attempt.phase, decision.message());
      }
      case WAIT -> {
        if (!waiting) {
          waiting = true;
          run.message(node, decision.message());
          run.at(
              Objects.requireNonNull(decision.at()),
              () -> {
                waiting = false;
                decide();
              });
        }
      }
      case AGAIN -> {
        run.message(node, "");
        run.admission().whenFree(node.frame, this::attempt);
      }
    }
  }

  private RetryDecision decision(Node attempt) {
    return RetryDecision.of(
        strategy,
        new RetryDecision.Facts(
            attempts,
            Objects.requireNonNull(Objects.requireNonNull(first).startedAt),
            attempt,
            core.shutdown().ends(body.context().exiting()) ? core.shutdown() : Shutdown.NONE,
            body.context().exiting() ? null : core.deadline(),
            run.now),
        () -> core.holds(strategy.expression(), lastRetry(new Scope(null), attempts - 1, attempt)));
  }

  private void attempt() {
    if (node.phase.isFulfilled()) {
      return;
    }
    String name = attemptName(attempts);
    Node made;
    try {
      made = core.calls().makeOne(name, attemptBody(attempts), target, this);
    } catch (CallException e) {
      made =
          core.calls()
              .errorNode(name, target, body.context(), String.valueOf(e.getMessage()), this);
      run.later(this::decide);
    }
    made.retried = true;
    made.hooked = body.context().hooked();
    run.child(node, made);
    note(made);
  }

  private void note(Node made) {
    if (first == null) {
      first = made;
    }
    last = made;
    attempts++;
  }

  private Body attemptBody(int index) {
    Node before = index == 0 ? null : run.find(attemptName(index - 1));
    Scope scope = lastRetry(new Scope(body.scope()), index, before);
    TemplateSpec template = body.template();
    String pod = NodeNames.podName(run.workflow, attemptName(index), template.name());
    scope.put("retries", Integer.toString(index)).put("pod.name", pod);
    scope.put("node.name", attemptName(index));
    ObjectNode tree = Calls.shallow(template.tree());
    tree.remove(java.util.List.of("retryStrategy", "synchronization", "memoize"));
    ObjectNode replaced = Substitution.lenient(scope, core.languages()).object(tree);
    CallContext outer = body.context();
    CallContext inner =
        new CallContext(
            outer.frame(),
            outer.templates(),
            outer.caller(),
            outer.exiting(),
            outer.hooked(),
            outer.depth(),
            outer.wantsResult(),
            node);
    return new Body(TemplateSpec.of(replaced), body.templates(), inner, scope);
  }

  /** What an attempt, or the expression after it, knows of the attempt before. */
  private static Scope lastRetry(Scope scope, int index, @Nullable Node before) {
    scope.put("retries", Integer.toString(index));
    if (before == null) {
      return scope
          .put("lastRetry.exitCode", "0")
          .put("lastRetry.status", "")
          .put("lastRetry.duration", "0")
          .put("lastRetry.message", "");
    }
    String exitCode = OutputsJson.text(before.outputs, "exitCode");
    return scope
        .put("lastRetry.exitCode", exitCode == null ? "-1" : exitCode)
        .put("lastRetry.status", before.phase.text())
        .put("lastRetry.duration", Long.toString(duration(before).toSeconds()))
        .put("lastRetry.message", before.message);
  }

  private static Duration duration(Node node) {
    Instant start = node.startedAt;
    Instant end = node.finishedAt;
    return start == null || end == null ? Duration.ZERO : Duration.between(start, end);
  }

  /** When an attempt that begins now has to end, if the strategy limits all of them together. */
  Optional<Instant> lastMoment() {
    Instant start = first == null ? run.now : Objects.requireNonNull(first.startedAt);
    return RetryDecision.lastMoment(strategy.backoff(), start);
  }

  /** Whether nothing runs at the moment. */
  boolean isIdle() {
    return last == null || last.phase.isFulfilled();
  }

  private void end(NodePhase phase, String message) {
    node.activity = null;
    core.locks().release(node);
    run.phase(node, phase, message);
  }

  private String attemptName(int index) {
    return node.name + "(" + index + ")";
  }
}
