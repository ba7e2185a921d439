package dev.understack.workflows.core;

import dev.understack.model.workflow.TemplateSpec;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;

/** A steps or DAG node at work: the boundary of the nodes inside it and their scope. */
abstract class Frame extends Activity {
  final RunCore core;
  final RunState run;
  final TemplateSpec template;
  final TemplateScope templates;
  final CallContext context;
  final Scope scope;
  final Deque<Runnable> waiting = new ArrayDeque<>();
  final Set<Node> daemons = new LinkedHashSet<>();
  private final ResultReferences references;
  private long activeChildren;
  private long badChildren;

  Frame(RunCore core, Node node, Body body) {
    super(node);
    this.core = core;
    this.run = core.run();
    this.template = body.template();
    this.templates = body.templates();
    this.context = body.context();
    this.scope = new Scope(body.scope());
    this.references = new ResultReferences(template.tree());
  }

  /** {@code steps} or {@code tasks}: how variables of members begin. */
  abstract String prefix();

  /** Ends the frame at once with this failure. */
  abstract void failNow(String message);

  /** Whether another child may be active. */
  boolean hasPlace() {
    Long limit = template.parallelism();
    boolean failing = template.failFast() && badChildren > 0;
    return !failing && (limit == null || activeChildren < limit);
  }

  void count(Node child, int sign) {
    if (child.isActiveChild()) {
      activeChildren += sign;
    }
    if (child.phase.isBad() && !child.hooked) {
      badChildren += sign;
    }
  }

  /** Ends the frame when a child failed and none is active. */
  void failFast() {
    if (isFailing()) {
      run.later(() -> {
        if (isFailing() && !node.phase.isFulfilled()) {
          failNow("template has failed or errored children and failFast enabled");
        }
      });
    }
  }

  private boolean isFailing() {
    return template.failFast() && badChildren > 0 && activeChildren == 0;
  }

  /** Whether some text of this template uses the result of the member. */
  boolean wantsResult(String member) {
    return references.contain(member);
  }

  /** Ends this node; daemons inside it are stopped. */
  void finish(NodePhase phase, String message) {
    run.admission().forget(this);
    node.activity = null;
    core.leaves().stopDaemons(daemons);
    core.locks().release(node);
    run.phase(node, phase, message);
  }
}
