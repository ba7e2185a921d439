package dev.understack.workflows.core;

import dev.understack.model.workflow.Parameter;
import dev.understack.model.workflow.TemplateSpec;
import dev.understack.model.workflow.TemplateTarget;
import dev.understack.model.workflow.TemplateType;
import dev.understack.workflows.spi.LeafResult;
import dev.understack.workflows.spi.LeafTask;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Nodes whose work is done outside: they are started, heard of, and stopped. */
final class Leaves {
  private static final String PROGRESS = "workflows.argoproj.io/progress";
  private static final Duration GRACE = Duration.ofSeconds(30);
  private final RunCore core;
  private final RunState run;
  private final Map<Node, Body> running = new LinkedHashMap<>();
  private final Set<Node> rootDaemons = new LinkedHashSet<>();

  Leaves(RunCore core) {
    this.core = core;
    this.run = core.run();
  }

  /** Makes a leaf; it is started at once, unless it has to wait for a lock or may not start. */
  Node create(
      String name, NodeType type, Body body, TemplateTarget target, Node.NodeListener listener) {
    Shutdown shutdown = core.shutdown();
    boolean ended = shutdown.ends(body.context().exiting());
    NodePhase phase = ended ? NodePhase.FAILED : NodePhase.PENDING;
    Node node = core.calls().prepared(name, type, phase, body, target, listener);
    run.progress(node, initial(body.template()));
    if (ended) {
      node.message = "workflow shutdown with strategy: " + shutdown.text();
      run.later(() -> listener.changed(node));
      return node;
    }
    running.put(node, body);
    limit(node, body.template());
    core.locks().acquire(node, body, () -> launch(node, body));
    return node;
  }

  /** Starts a leaf again whose end was not recorded. */
  void takeUp(Node node, Body body) {
    running.put(node, body);
    if (node.daemoned) {
      daemons(node).add(node);
    }
    limit(node, body.template());
    if (node.waitingFor.isEmpty()) {
      core.locks().reclaim(node, body);
      launch(node, body);
    } else {
      core.locks().acquire(node, body, () -> launch(node, body));
    }
  }

  void waiting(String nodeId, String message) {
    Node node = run.byId(nodeId);
    if (node != null && running.containsKey(node) && node.phase == NodePhase.PENDING) {
      run.message(node, message);
    }
  }

  void started(String nodeId) {
    Node node = run.byId(nodeId);
    Body body = node == null ? null : running.get(node);
    if (node == null || body == null || node.phase != NodePhase.PENDING) {
      return;
    }
    run.phase(node, NodePhase.RUNNING, "");
    if (body.template().daemon()) {
      daemons(node).add(node);
      run.daemoned(node, true);
    }
  }

  void progress(String nodeId, String text) {
    Node node = run.byId(nodeId);
    if (node != null && !node.phase.isFulfilled()) {
      Progress.parse(text).ifPresent(progress -> run.progress(node, progress));
    }
  }

  void finished(String nodeId, LeafResult result) {
    Node node = run.byId(nodeId);
    Body body = node == null ? null : running.remove(node);
    if (node == null || body == null || node.phase.isFulfilled()) {
      return;
    }
    run.outputs(node, outputs(body, result));
    boolean daemon = body.template().daemon();
    if (node.daemoned) {
      daemons(node).remove(node);
      node.daemoned = false;
    }
    NodePhase phase =
        switch (result.phase()) {
          case SUCCEEDED -> daemon ? NodePhase.FAILED : NodePhase.SUCCEEDED;
          case FAILED -> NodePhase.FAILED;
          case ERROR -> NodePhase.ERROR;
        };
    if (phase == NodePhase.SUCCEEDED) {
      core.publish(node, body.template());
    }
    core.locks().release(node);
    run.phase(node, phase, result.message());
  }

  /** Ends a leaf from here; what it does afterwards does not matter. */
  void stop(Node node, NodePhase phase, String message) {
    Body body = running.remove(node);
    if (node.phase.isFulfilled()) {
      return;
    }
    if (body != null && node.waitingFor.isEmpty()) {
      run.command(new RunCommand.StopLeaf(node.id, message));
    }
    daemons(node).remove(node);
    node.daemoned = false;
    core.locks().release(node);
    run.phase(node, phase, message);
  }

  /** Ends daemons: their work is over. */
  void stopDaemons(Set<Node> daemons) {
    for (Node daemon : List.copyOf(daemons)) {
      stop(daemon, NodePhase.SUCCEEDED, "");
    }
  }

  /** Ends the daemons that no steps or DAG node encloses. */
  void stopRootDaemons() {
    stopDaemons(rootDaemons);
  }

  /** The leaves that have not ended, with whether they belong to an exit handler. */
  Map<Node, Boolean> open() {
    Map<Node, Boolean> open = new LinkedHashMap<>();
    running.forEach((node, body) -> open.put(node, body.context().exiting()));
    return open;
  }

  private Set<Node> daemons(Node node) {
    return node.frame == null ? rootDaemons : node.frame.daemons;
  }

  private void launch(Node node, Body body) {
    TemplateSpec template = body.template();
    Optional<Instant> deadline;
    try {
      deadline = deadline(node, body);
    } catch (CallException e) {
      running.remove(node);
      run.phase(node, NodePhase.ERROR, String.valueOf(e.getMessage()));
      return;
    }
    List<JsonNode> volumes = new ArrayList<>();
    Scope scope = node.frame == null ? body.scope() : node.frame.scope;
    core.spec()
        .volumes()
        .forEach(volume -> volumes.add(Substitution.lenient(scope, core.languages()).tree(volume)));
    core.spec().tree().path("volumeClaimTemplates").forEach(claim -> volumes.add(claimed(claim)));
    String account =
        template.serviceAccountName().isEmpty()
            ? core.spec().serviceAccountName()
            : template.serviceAccountName();
    run.start(
        new LeafTask(
            core.namespace(),
            run.workflow,
            core.uid(),
            node.id,
            NodeNames.podNameOf(run.workflow, node.id, template.name()),
            account.isEmpty() ? "default" : account,
            template.tree(),
            volumes,
            attempt(node, body),
            deadline,
            GRACE));
  }

  /** The volume of a claim that belongs to the run. */
  private JsonNode claimed(JsonNode claim) {
    String name = claim.path("metadata").path("name").asString("");
    ObjectNode volume = core.emptyObject().put("name", name);
    volume.putObject("persistentVolumeClaim").put("claimName", run.workflow + "-" + name);
    return volume;
  }

  private static int attempt(Node node, Body body) {
    Node container = body.context().container();
    boolean retried = container != null && container.type == NodeType.RETRY;
    int open = retried ? node.name.lastIndexOf('(') : -1;
    return open < 0 ? 0 : Integer.parseInt(node.name.substring(open + 1, node.name.length() - 1));
  }

  /** The moment at which the executor has to stop the leaf. */
  private Optional<Instant> deadline(Node node, Body body) {
    Instant start = Objects.requireNonNull(node.startedAt);
    List<Instant> limits = new ArrayList<>();
    TemplateSpec template = body.template();
    if (!template.activeDeadline().isEmpty()) {
      limits.add(start.plus(Durations.parse(template.activeDeadline())));
    }
    if (!template.timeout().isEmpty()) {
      limits.add(start.plus(Durations.parse(template.timeout())));
    }
    Node container = body.context().container();
    if (container != null && container.activity instanceof RetryActivity retry) {
      retry.lastMoment().ifPresent(limits::add);
    }
    return limits.stream().min(Instant::compareTo);
  }

  /** Limits that hold while the leaf has not started. */
  private void limit(Node node, TemplateSpec template) {
    for (String limit : List.of(template.timeout(), template.pendingTimeout())) {
      if (!limit.isEmpty()) {
        try {
          Instant end = Objects.requireNonNull(node.startedAt).plus(Durations.parse(limit));
          run.at(
              end,
              () -> {
                if (node.phase == NodePhase.PENDING) {
                  stop(node, NodePhase.FAILED, "timeout");
                }
              });
        } catch (CallException e) {
          run.later(() -> stop(node, NodePhase.ERROR, String.valueOf(e.getMessage())));
        }
      }
    }
  }

  private static Progress initial(TemplateSpec template) {
    String text = template.tree().path("metadata").path("annotations").path(PROGRESS).asString("");
    return Progress.parse(text).orElse(Progress.ONE_TO_DO);
  }

  /** What the leaf gave, in the order of the declaration, with defaults for what is missing. */
  private static @Nullable ObjectNode outputs(Body body, LeafResult result) {
    TemplateSpec template = body.template();
    ObjectNode given = result.outputs();
    ObjectNode outputs = given.objectNode();
    ArrayNode parameters = given.arrayNode();
    for (Parameter declared : template.outputs().parameters()) {
      String value = OutputsJson.parameter(given, declared.name());
      if (value == null) {
        value = declared.value();
      }
      if (value == null && declared.valueFrom() != null) {
        value = declared.valueFrom().defaultValue();
      }
      if (value != null) {
        ObjectNode output = parameters.addObject().put("name", declared.name());
        output.put("value", value);
        if (!declared.globalName().isEmpty()) {
          output.put("globalName", declared.globalName());
        }
      }
    }
    if (!parameters.isEmpty()) {
      outputs.set("parameters", parameters);
    }
    if (!given.path("artifacts").isEmpty()) {
      outputs.set("artifacts", given.path("artifacts"));
    }
    boolean script = template.type().filter(TemplateType.SCRIPT::equals).isPresent();
    if (given.has("result") && (script || body.context().wantsResult())) {
      outputs.set("result", given.path("result"));
    }
    if (result.exitCode().isPresent()) {
      outputs.put("exitCode", Integer.toString(result.exitCode().getAsInt()));
    }
    return outputs;
  }
}
