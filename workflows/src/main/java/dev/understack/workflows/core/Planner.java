package dev.understack.workflows.core;

import dev.understack.model.workflow.StepSpec;
import dev.understack.workflows.core.PlannedStep.Outcome;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Works out what a step or task stands for: nothing, one call, or one call per item. */
final class Planner {
  private final StepResolver resolver;

  Planner(Languages languages) {
    this.resolver = new StepResolver(languages);
  }

  /**
   * The calls that a step makes.
   *
   * @param step the step as written in its template
   * @param base name of the node when the step does not loop
   * @throws CallException when its references or items cannot be resolved
   */
  List<PlannedStep> plan(StepSpec step, Scope scope, String base) {
    String when = resolver.when(step, scope);
    boolean holds;
    try {
      holds = resolver.holds(when);
    } catch (CallException e) {
      if (!step.loops()) {
        return List.of(new PlannedStep(base, step, Outcome.ERROR, String.valueOf(e.getMessage())));
      }
      holds = true; // it may hold a tag of the item, so it is judged item by item
    }
    if (!holds && !hasLiteralItems(step)) {
      return List.of(skipped(base, step, when));
    }
    StepSpec resolved = holds ? resolver.resolve(step, scope) : step;
    if (!step.loops()) {
      return List.of(new PlannedStep(base, resolved, Outcome.RUN, ""));
    }
    List<JsonNode> items = Loop.items(resolved);
    if (items.isEmpty()) {
      return List.of(new PlannedStep(base, step, Outcome.SKIP, "Skipped, empty params"));
    }
    List<PlannedStep> planned = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      JsonNode item = items.get(i);
      planned.add(item(resolved, Loop.scope(scope, item), Loop.name(base, i, item)));
    }
    return planned;
  }

  private PlannedStep item(StepSpec step, Scope scope, String name) {
    String when = resolver.when(step, scope);
    try {
      if (!resolver.holds(when)) {
        return skipped(name, step, when);
      }
    } catch (CallException e) {
      return new PlannedStep(name, step, Outcome.ERROR, String.valueOf(e.getMessage()));
    }
    return new PlannedStep(name, resolver.forItem(step, scope), Outcome.RUN, "");
  }

  private static PlannedStep skipped(String name, StepSpec step, String when) {
    return new PlannedStep(name, step, Outcome.SKIP, "when '" + when + "' evaluated false");
  }

  private static boolean hasLiteralItems(StepSpec step) {
    return step.withItems() != null && !step.withItems().isEmpty();
  }
}
