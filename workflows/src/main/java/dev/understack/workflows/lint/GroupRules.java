package dev.understack.workflows.lint;

import dev.understack.language.LanguageException;
import dev.understack.language.depends.Depends;
import dev.understack.language.expr.Dialect;
import dev.understack.language.expr.Expr;
import dev.understack.model.Faults;
import dev.understack.model.workflow.DagSpec;
import dev.understack.model.workflow.LifecycleHook;
import dev.understack.model.workflow.Parameter;
import dev.understack.model.workflow.StepSpec;
import dev.understack.model.workflow.TemplateSpec;
import dev.understack.model.workflow.TemplateTarget;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Rules for steps and DAG templates. */
final class GroupRules {
  private final CallRules calls;
  private final Faults faults;

  GroupRules(CallRules calls, Faults faults) {
    this.calls = calls;
    this.faults = faults;
  }

  /** Checks a steps template; gives what its outputs may use. */
  KnownVariables steps(List<List<StepSpec>> groups, KnownVariables outer, String path) {
    KnownVariables known = outer.copy();
    Set<String> names = new HashSet<>();
    for (int g = 0; g < groups.size(); g++) {
      String at = path + "[" + g + "]";
      List<StepSpec> group = groups.get(g);
      Names.templates(at, group, StepSpec::name, faults, names);
      for (int s = 0; s < group.size(); s++) {
        StepSpec step = group.get(s);
        TemplateSpec called = step(step, known, "steps", at + "[" + s + "]");
        known.addStep("steps." + step.name(), step, called);
      }
    }
    return known;
  }

  /** Checks a DAG; gives what its outputs may use. */
  KnownVariables dag(DagSpec dag, KnownVariables outer, String path) {
    if (dag.tasks().isEmpty()) {
      faults.add(path, "must have at least one task");
    }
    Names.templates(path + ".tasks", dag.tasks(), StepSpec::name, faults);
    Map<String, StepSpec> tasks = new LinkedHashMap<>();
    dag.tasks().forEach(task -> tasks.put(task.name(), task));
    Map<String, Set<String>> before = new HashMap<>();
    boolean depends = dag.tasks().stream().anyMatch(task -> !task.depends().isEmpty());
    for (int t = 0; t < dag.tasks().size(); t++) {
      StepSpec task = dag.tasks().get(t);
      String at = path + ".tasks[" + t + "]";
      before.put(task.name(), dependencies(task, tasks, depends, at));
    }
    if (hasCycle(before)) {
      faults.add(path + ".tasks", "sorting failed: graph with cycle");
      return outer.copy();
    }
    targets(dag, tasks, path);
    return tasks(dag, tasks, before, outer, path);
  }

  private KnownVariables tasks(
      DagSpec dag,
      Map<String, StepSpec> tasks,
      Map<String, Set<String>> before,
      KnownVariables outer,
      String path) {
    KnownVariables all = outer.copy();
    tasks.forEach((name, task) -> all.addStep("tasks." + name, task, calls.find(task.target())));
    for (int t = 0; t < dag.tasks().size(); t++) {
      StepSpec task = dag.tasks().get(t);
      String at = path + ".tasks[" + t + "]";
      step(task, all, "tasks", at);
      missingDependencies(task, ancestors(task.name(), before), tasks, at);
    }
    return all;
  }

  private Set<String> dependencies(
      StepSpec task, Map<String, StepSpec> tasks, boolean depends, String path) {
    boolean listed = !task.dependencies().isEmpty();
    if (listed && depends) {
      faults.add(
          path + ".dependencies",
          "cannot use both 'depends' and 'dependencies' in the same DAG template");
    }
    if (depends && task.continueOn() != null) {
      faults.add(
          path + ".continueOn",
          "cannot use 'continueOn' when using 'depends'. Instead use"
              + " 'dep-task.Failed'/'dep-task.Errored'");
    }
    boolean any = listed || !task.depends().isEmpty();
    if (any && !task.name().isEmpty() && Character.isDigit(task.name().charAt(0))) {
      faults.add(
          path + ".name",
          "name cannot begin with a digit when using either 'depends' or 'dependencies'");
    }
    Set<String> names = new LinkedHashSet<>(task.dependencies());
    if (!task.depends().isEmpty()) {
      names.addAll(depends(task, tasks, path));
    }
    String field = listed ? ".dependencies" : ".depends";
    for (String name : names) {
      if (!tasks.containsKey(name)) {
        faults.add(path + field, "sorting failed: invalid dependency " + name);
      }
    }
    names.retainAll(tasks.keySet());
    return names;
  }

  private Set<String> depends(StepSpec task, Map<String, StepSpec> tasks, String path) {
    try {
      Depends parsed =
          Depends.parse(task.depends(), _ -> dev.understack.language.depends.ContinueOn.NOTHING);
      for (String name : parsed.tasks()) {
        StepSpec other = tasks.get(name);
        if (parsed.asksMembersOf(name) && other != null && !other.loops()) {
          faults.add(
              path + ".depends",
              "dependency '"
                  + name
                  + "' uses an items-based condition such as .AnySucceeded or .AllFailed but does"
                  + " not contain any items");
        }
      }
      return parsed.tasks();
    } catch (LanguageException e) {
      faults.add(path + ".depends", e.problem());
      return Set.of();
    }
  }

  private void targets(DagSpec dag, Map<String, StepSpec> tasks, String path) {
    if (dag.target().isEmpty() || dag.target().contains("{{")) {
      return;
    }
    for (String target : dag.target().split(" ", -1)) {
      if (!tasks.containsKey(target)) {
        faults.add(path + ".target", "target '" + target + "' is not defined");
      }
    }
  }

  private void missingDependencies(
      StepSpec task, Set<String> ancestors, Map<String, StepSpec> tasks, String path) {
    List<Parameter> parameters = task.arguments().parameters();
    for (int i = 0; i < parameters.size(); i++) {
      String value = parameters.get(i).value();
      if (value == null || !value.startsWith("{{tasks.")) {
        continue;
      }
      String rest = value.substring("{{tasks.".length());
      String name = rest.substring(0, Math.max(0, rest.indexOf('.')));
      if (tasks.containsKey(name) && !ancestors.contains(name)) {
        faults.add(
            path + ".arguments.parameters[" + i + "].value",
            "missing dependency '" + name + "' for parameter '" + parameters.get(i).name() + "'");
      }
    }
  }

  private static Set<String> ancestors(String task, Map<String, Set<String>> before) {
    Set<String> all = new HashSet<>();
    java.util.ArrayDeque<String> queue = new java.util.ArrayDeque<>(Set.of(task));
    while (!queue.isEmpty()) {
      for (String name : before.getOrDefault(queue.remove(), Set.of())) {
        if (all.add(name)) {
          queue.add(name);
        }
      }
    }
    return all;
  }

  /** Takes away tasks that depend on nothing until none is left, or only a cycle. */
  private static boolean hasCycle(Map<String, Set<String>> before) {
    Map<String, Integer> open = new HashMap<>();
    Map<String, Set<String>> after = new HashMap<>();
    java.util.ArrayDeque<String> free = new java.util.ArrayDeque<>();
    before.forEach((task, names) -> {
      open.put(task, names.size());
      names.forEach(name -> after.computeIfAbsent(name, _ -> new HashSet<>()).add(task));
      if (names.isEmpty()) {
        free.add(task);
      }
    });
    int taken = 0;
    while (!free.isEmpty()) {
      taken++;
      for (String task : after.getOrDefault(free.remove(), Set.of())) {
        if (open.merge(task, -1, Integer::sum) == 0) {
          free.add(task);
        }
      }
    }
    return taken < before.size();
  }

  private @Nullable TemplateSpec step(
      StepSpec step, KnownVariables known, String prefix, String path) {
    loops(step, path);
    TemplateSpec called = calls.call(step.target(), step.arguments(), path);
    KnownVariables here = step.loops() ? known.inLoop(step) : known;
    KnownVariables own = here.copy();
    own.addStep(prefix + "." + step.name(), step, called);
    Set<String> apart = Set.of("hooks", "inline");
    new TagCheck(here::has, apart, faults).check(step.tree(), path);
    hooks(step, own, path);
    return called;
  }

  private void hooks(StepSpec step, KnownVariables known, String path) {
    for (Map.Entry<String, LifecycleHook> entry : step.hooks().entrySet()) {
      hook(entry.getKey(), entry.getValue(), path + ".hooks." + entry.getKey());
      new TagCheck(known::has, Set.of(), faults)
          .check(entry.getValue().tree(), path + ".hooks." + entry.getKey());
    }
    if (!step.onExit().isEmpty()) {
      exists(TemplateTarget.named(step.onExit()), path + ".onExit");
    }
  }

  /** Checks a hook of a step or of the workflow. */
  void hook(String name, LifecycleHook hook, String path) {
    if (!name.equals(LifecycleHook.EXIT) && hook.expression().isEmpty()) {
      faults.add(path, "Expression required for hook " + name);
    }
    if (!hook.expression().isEmpty() && !hook.expression().contains("{{")) {
      expression(hook.expression(), path + ".expression");
    }
    if (hook.arguments().isEmpty()) {
      exists(hook.target(), path);
    } else {
      calls.call(hook.target(), hook.arguments(), path);
    }
  }

  /** An exit template gets the workflow's arguments, so only its existence is checked. */
  void exists(TemplateTarget target, String path) {
    calls.exists(target, path);
  }

  private void expression(String text, String path) {
    try {
      Expr.compile(text, Dialect.WORKFLOWS);
    } catch (LanguageException e) {
      faults.add(path, e.problem());
    }
  }

  private void loops(StepSpec step, String path) {
    List<JsonNode> items = step.withItems();
    int given =
        (items == null || items.isEmpty() ? 0 : 1)
            + (step.withParam().isEmpty() ? 0 : 1)
            + (step.withSequence() == null ? 0 : 1);
    if (given > 1) {
      faults.add(path, "only one of withItems, withParam, withSequence can be specified");
    }
    if (step.withSequence() != null) {
      boolean count = step.withSequence().count() != null;
      boolean end = step.withSequence().end() != null;
      if (count && end) {
        faults.add(
            path + ".withSequence", "only one of count or end can be defined in withSequence");
      } else if (!count && !end) {
        faults.add(path + ".withSequence", "must have either count or end set in withSequence");
      }
    }
  }
}
