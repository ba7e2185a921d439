package dev.understack.workflows.core;

import dev.understack.model.workflow.Arguments;
import dev.understack.model.workflow.RetryStrategy;
import dev.understack.model.workflow.StepSpec;
import dev.understack.model.workflow.TemplateSpec;
import dev.understack.store.RunTable.NodeRow;
import dev.understack.store.RunTable.StoredRun;
import dev.understack.store.RunTable.Summary;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One run of a workflow as a state machine: {@link #handle} takes an event and a time and answers
 * with what changed and what is to be done outside.
 *
 * <p>Nothing here reads a clock, starts a thread or writes anywhere. The same events at the same
 * times give the same changes. A run that was stored is taken up by {@link #restore}: it builds the
 * nodes from their rows and then visits every node that has not ended once, with the same code that
 * makes new nodes, which leaves alone what is already there.
 *
 * <p>An event touches the nodes it concerns and no others. Each composite node counts what it still
 * waits for; the last one to end tells it. Who waits for a free place stands in a line.
 *
 * <p>Not for use by several threads; one owner hands in the events.
 */
public final class RunCore {
  private final RunDefinition definition;
  private final Languages languages;
  private final Outside outside;
  private final RunState run;
  private final TemplateLibrary library;
  private final Scope globals;
  private final Locks locks;
  private final Memo memo;
  private final Bodies bodies;
  private final Calls calls;
  private final Leaves leaves;
  private final Graph graph;
  private final Planner planner;
  private final InputBinding inputs;
  private final TemplateOutputs outputs;
  private final RunStatus status;
  private final Lifecycle lifecycle;
  private final Interventions interventions;
  private Arguments arguments = Arguments.NONE;

  private RunCore(
      RunDefinition definition,
      Languages languages,
      Outside outside,
      Instant now,
      Map<String, ObjectNode> storedTemplates) {
    this.definition = definition;
    this.languages = languages;
    this.outside = outside;
    this.run = new RunState(definition.workflow().name());
    run.now = now;
    this.library = new TemplateLibrary(spec(), namespace(), outside, storedTemplates);
    this.globals =
        Scope.inside(new Scope(null), GlobalVariables.of(definition.workflow(), spec(), now));
    this.locks = new Locks(this);
    this.memo = new Memo(this);
    this.bodies = new Bodies(this);
    this.calls = new Calls(this);
    this.leaves = new Leaves(this);
    this.graph = new Graph(run);
    this.planner = new Planner(languages);
    this.inputs = new InputBinding(namespace(), outside, languages, globals);
    this.outputs = new TemplateOutputs(languages);
    this.status = new RunStatus(definition);
    this.lifecycle = new Lifecycle(this, status);
    this.interventions = new Interventions(this, status, lifecycle);
    run.admission().parallelism(spec().parallelism());
  }

  /** A run that begins now; {@link #start} makes its first nodes. */
  public static RunCore begin(
      RunDefinition definition, Languages languages, Outside outside, Instant now) {
    return new RunCore(definition, languages, outside, now, new LinkedHashMap<>());
  }

  /** A run as it was stored; {@link #resume} takes up what it was doing. */
  public static RunCore restore(
      RunDefinition definition,
      StoredRun stored,
      Languages languages,
      Outside outside,
      Instant now) {
    Map<String, ObjectNode> templates = new LinkedHashMap<>();
    for (var entry : definition.workflow().status().path("storedTemplates").properties()) {
      if (entry.getValue() instanceof ObjectNode template) {
        templates.put(entry.getKey(), template);
      }
    }
    RunCore core = new RunCore(definition, languages, outside, now, templates);
    core.load(stored);
    return core;
  }

  /** Makes the first nodes. */
  public RunChange start() {
    status.started(run.now);
    if (setParameters()) {
      lifecycle.begin();
    }
    run.settle();
    return change();
  }

  /** Ends a run that cannot begin. */
  public RunChange reject(RunPhase phase, String message) {
    status.started(run.now);
    status.finish(phase, message, run.now);
    return change();
  }

  /** Goes on after a restart: leaves that had not ended are started again. */
  public RunChange resume() {
    if (!status.phase().isFinished()) {
      lifecycle.begin();
      run.settle();
    }
    return change();
  }

  /** Handles an event that happened at {@code now}. */
  public RunChange handle(RunEvent event, Instant now) {
    run.now = now;
    run.fireTimers();
    run.settle();
    if (!status.phase().isFinished()) {
      dispatch(event);
      run.settle();
    }
    return change();
  }

  private void dispatch(RunEvent event) {
    switch (event) {
      case RunEvent.LeafWaiting waits -> leaves.waiting(waits.nodeId(), waits.message());
      case RunEvent.LeafStarted started -> leaves.started(started.nodeId());
      case RunEvent.LeafProgress made -> leaves.progress(made.nodeId(), made.progress());
      case RunEvent.LeafFinished ended -> leaves.finished(ended.nodeId(), ended.result());
      case RunEvent.Tick() -> {}
      case RunEvent.SpecChanged changed -> interventions.specChanged(changed);
      case RunEvent.Resume resumed -> interventions.resume(resumed);
      case RunEvent.SetNodes set -> interventions.set(set);
      case RunEvent.LockAnswer answer -> locks.answered(answer);
    }
  }

  /** When {@link RunEvent.Tick} has to come next, if nothing else happens before. */
  public Optional<Instant> nextTimer() {
    return status.phase().isFinished() ? Optional.empty() : Optional.ofNullable(run.nextTimer());
  }

  public RunPhase phase() {
    return status.phase();
  }

  /** How many nodes the run has. */
  public int size() {
    return run.nodes().size();
  }

  /** What of the run shows in the Workflow object. */
  public Summary summary() {
    return status.summary(run, library.stored());
  }

  /** The rows of all nodes, whatever was stored before. */
  public Map<String, NodeRow> rows() {
    Map<String, NodeRow> rows = new LinkedHashMap<>();
    run.nodes().forEach(node -> rows.put(node.id, NodeStatus.row(node)));
    return rows;
  }

  private RunChange change() {
    if (status.phase().isFinished()) {
      run.flush();
    }
    Map<String, NodeRow> rows = new LinkedHashMap<>();
    run.takeChanged().forEach(node -> rows.put(node.id, NodeStatus.row(node)));
    boolean grown = library.takeGrown();
    boolean headline = status.takeHeadline() || grown;
    return new RunChange(
        status.json(),
        status.phase().isFinished(),
        rows,
        run.takeRemoved(),
        headline,
        run.takeCommands());
  }

  private boolean setParameters() {
    ArrayNode values = JsonNodeFactory.instance.arrayNode();
    try {
      for (var parameter : spec().arguments().parameters()) {
        String value = parameter.value();
        if (value == null && parameter.valueFrom() != null) {
          value = inputs.configMapValue(parameter.valueFrom());
          value = value == null ? parameter.valueFrom().defaultValue() : value;
        }
        value = value == null ? parameter.defaultValue() : value;
        if (value == null) {
          throw new CallException(
              "parameter '" + parameter.name() + "' has no value and no default");
        }
        String replaced = Substitution.lenient(globals, languages).text(value);
        values.addObject().put("name", parameter.name()).put("value", replaced);
      }
    } catch (CallException e) {
      status.finish(RunPhase.FAILED, "failed to set global parameters: " + e.getMessage(), run.now);
      return false;
    }
    status.parameters(values);
    useParameters(values);
    return setLabels();
  }

  private boolean setLabels() {
    try {
      for (var from : spec().tree().path("workflowMetadata").path("labelsFrom").properties()) {
        String expression = from.getValue().path("expression").asString("");
        Object value = languages.expression(expression, Environment.of(globals, expression));
        if (!(value instanceof String label)) {
          throw new CallException(
              "failed to evaluate label "
                  + from.getKey()
                  + " expression "
                  + expression
                  + ": it is not text");
        }
        status.label(from.getKey(), label);
      }
      return true;
    } catch (CallException e) {
      status.finish(RunPhase.ERROR, String.valueOf(e.getMessage()), run.now);
      return false;
    }
  }

  private void useParameters(JsonNode values) {
    GlobalVariables.parameters(globals, values);
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.set("parameters", values);
    JsonNode artifacts = spec().tree().path("arguments").path("artifacts");
    if (artifacts.isArray()) {
      tree.set("artifacts", Substitution.lenient(globals, languages).tree(artifacts));
    }
    arguments = Arguments.of(tree);
  }

  private void load(StoredRun stored) {
    status.load(stored.run());
    useParameters(stored.run().path("parameters"));
    status.publishTo(globals);
    stored.nodes().values().stream()
        .sorted(Comparator.comparingLong(row -> row.detail().path("order").asLong(0)))
        .map(NodeStatus::read)
        .forEach(run::add);
    for (Node node : run.nodes()) {
      for (String id : node.parents) {
        Node parent = run.byId(id);
        if (parent != null) {
          parent.children.add(node.id);
        }
      }
    }
  }

  /** Adds a stored node's progress to that of the nodes that contain it. */
  void account(Node node) {
    for (Node at = node.container; at != null; at = at.container) {
      at.progress = at.progress.plus(node.progress);
    }
  }

  /** A node has succeeded: its outputs are published and kept as far as its template asks. */
  void publish(Node node, TemplateSpec template) {
    memo.keep(node);
    if (status.publish(node, template)) {
      status.publishTo(globals);
    }
  }

  /** Why an event that a person asked for cannot be handled now. */
  public Optional<String> refusal(RunEvent event) {
    try {
      return Optional.ofNullable(interventions.refusal(event));
    } catch (CallException e) {
      return Optional.ofNullable(e.getMessage());
    }
  }

  void deadlineIn(@Nullable Long seconds) {
    interventions.deadlineIn(seconds);
  }

  void waitsForLock(String message) {
    status.waiting(message);
  }

  /** Whether an expression over {@code scope} is true. */
  boolean holds(String expression, Scope scope) {
    Object value = languages.expression(expression, Environment.of(scope, expression));
    if (value instanceof Boolean truth) {
      return truth;
    }
    throw new CallException("expression '" + expression + "' is not true or false");
  }

  /** Arguments with their references resolved as far as they can be. */
  Arguments resolveLeniently(Arguments given, Scope scope) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    StepResolver resolver = new StepResolver(languages);
    Substitution tags = Substitution.lenient(scope, languages);
    ArrayNode parameters = tree.putArray("parameters");
    for (var parameter : given.parameters()) {
      String value = parameter.value();
      if (value != null) {
        parameters.addObject().put("name", parameter.name()).put("value", tags.text(value));
      }
    }
    ArrayNode artifacts = tree.putArray("artifacts");
    given.artifacts().forEach(artifact -> artifacts.add(tags.tree(artifact.tree())));
    resolver.placeArtifacts(artifacts, scope);
    return Arguments.of(tree);
  }

  /** The template that a step would call, when it can be told. */
  @Nullable TemplateSpec declared(Frame frame, StepSpec step) {
    try {
      return library.resolve(frame.templates, step.target(), step.name()).template();
    } catch (CallException unknown) {
      return null; // a name with tags that were never resolved
    }
  }

  RunState run() {
    return run;
  }

  Calls calls() {
    return calls;
  }

  Memo memo() {
    return memo;
  }

  Bodies bodies() {
    return bodies;
  }

  /** How a template is retried; null when it is not. */
  @Nullable RetryStrategy retry(TemplateSpec template) {
    return template.retryStrategy() != null ? template.retryStrategy() : spec().retryStrategy();
  }

  Leaves leaves() {
    return leaves;
  }

  Locks locks() {
    return locks;
  }

  Graph graph() {
    return graph;
  }

  Planner planner() {
    return planner;
  }

  InputBinding inputs() {
    return inputs;
  }

  TemplateOutputs outputs() {
    return outputs;
  }

  TemplateLibrary library() {
    return library;
  }

  Languages languages() {
    return languages;
  }

  Outside outside() {
    return outside;
  }

  Scope globals() {
    return globals;
  }

  dev.understack.model.workflow.WorkflowSpec spec() {
    return definition.spec();
  }

  Arguments workflowArguments() {
    return arguments;
  }

  Shutdown shutdown() {
    return interventions.shutdown();
  }

  @Nullable Instant deadline() {
    return interventions.deadline();
  }

  String namespace() {
    return definition.workflow().namespace();
  }

  String uid() {
    return definition.workflow().uid();
  }

  ObjectNode emptyObject() {
    return JsonNodeFactory.instance.objectNode();
  }

  List<Node> openNodes() {
    return run.nodes().stream().filter(node -> !node.phase.isFulfilled()).toList();
  }
}
