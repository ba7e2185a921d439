package dev.understack.workflows.core;

import dev.understack.model.Faults;
import dev.understack.model.Fields;
import dev.understack.model.KubeObject;
import dev.understack.model.workflow.Artifact;
import dev.understack.model.workflow.StepSpec;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Resolves the references of a step or task against the scope of its frame. */
final class StepResolver {
  private static final Pattern ONLY_TAG = Pattern.compile("^\\{\\{\\s*([^={}]+?)\\s*\\}\\}$");
  private final Languages languages;
  private final ArtifactReferences artifacts;

  StepResolver(Languages languages) {
    this.languages = languages;
    this.artifacts = new ArtifactReferences(languages);
  }

  /** The condition with its tags replaced; empty for none. */
  String when(StepSpec step, Scope scope) {
    return Substitution.strict(scope, languages).text(step.when());
  }

  /**
   * Whether the step runs.
   *
   * @throws CallException when the condition is not valid
   */
  boolean holds(String when) {
    return when.isEmpty() || languages.condition(when);
  }

  /** The step with everything but its condition and hooks resolved. */
  StepSpec resolve(StepSpec step, Scope scope) {
    ObjectNode tree = Calls.shallow(step.tree());
    JsonNode hooks = tree.remove("hooks");
    JsonNode when = tree.remove("when");
    dropAbsent(tree, scope);
    ObjectNode replaced = Calls.shallow(Substitution.strict(scope, languages).object(tree));
    if (replaced.path("arguments").has("artifacts")) {
      ObjectNode arguments = (ObjectNode) replaced.path("arguments").deepCopy();
      replaced.set("arguments", arguments);
      if (arguments.get("artifacts") instanceof ArrayNode list) {
        placeArtifacts(list, scope);
      }
    }
    put(replaced, "hooks", hooks);
    put(replaced, "when", when);
    return read(replaced);
  }

  /** The step of one item of a loop. */
  StepSpec forItem(StepSpec step, Scope item) {
    ObjectNode tree = Calls.shallow(step.tree());
    tree.remove(java.util.List.of("withItems", "withParam", "withSequence"));
    JsonNode hooks = tree.remove("hooks");
    ObjectNode replaced = Calls.shallow(Substitution.inLoop(item, languages).object(tree));
    put(replaced, "hooks", hooks);
    return read(replaced);
  }

  private static void put(ObjectNode tree, String field, @Nullable JsonNode value) {
    if (value != null) {
      tree.set(field, value);
    }
  }

  /** A step from its tree; faults were reported before the run began. */
  static StepSpec read(ObjectNode tree) {
    return StepSpec.readTask(new Fields(tree, "", Faults.of(KubeObject.of(tree))));
  }

  /** Artifact arguments get the place that they name; those that name nothing are left out. */
  void placeArtifacts(ArrayNode list, Scope scope) {
    for (int i = list.size() - 1; i >= 0; i--) {
      if (list.get(i) instanceof ObjectNode tree) {
        var placed = artifacts.resolveIfThere(artifact(tree), scope);
        if (placed.isPresent()) {
          list.set(i, placed.get());
        } else {
          list.remove(i);
        }
      }
    }
  }

  static Artifact artifact(ObjectNode tree) {
    ObjectNode holder = tree.objectNode();
    holder.putArray("artifacts").add(tree);
    return dev.understack.model.workflow.Arguments.of(holder).artifacts().getFirst();
  }

  /** An argument that only names the output of a step that did not run has no value. */
  private static void dropAbsent(ObjectNode tree, Scope scope) {
    JsonNode parameters = tree.path("arguments").path("parameters");
    ArrayNode kept = tree.arrayNode();
    boolean absent = false;
    for (JsonNode parameter : parameters) {
      Matcher tag = ONLY_TAG.matcher(parameter.path("value").asString(""));
      if (tag.matches() && scope.find(tag.group(1)) == Absent.VALUE) {
        absent = true;
        kept.addObject().put("name", parameter.path("name").asString(""));
      } else {
        kept.add(parameter);
      }
    }
    if (absent) {
      ObjectNode arguments = Calls.shallow((ObjectNode) tree.path("arguments"));
      arguments.set("parameters", kept);
      tree.set("arguments", arguments);
    }
  }
}
