package dev.understack.workflows.lint;

import dev.understack.model.Faults;
import dev.understack.model.workflow.Arguments;
import dev.understack.model.workflow.Artifact;
import dev.understack.model.workflow.Parameter;
import dev.understack.model.workflow.TemplateSpec;
import dev.understack.model.workflow.TemplateTarget;
import dev.understack.model.workflow.ValueFrom;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rules for calls of templates and the arguments that they carry. */
final class CallRules {
  private static final Set<String> ARGUMENT_SOURCES = Set.of("configMapKeyRef", "supplied");
  private final Lookup lookup;
  private final Faults faults;

  CallRules(Lookup lookup, Faults faults) {
    this.lookup = lookup;
    this.faults = faults;
  }

  /**
   * Checks a call.
   *
   * @return the template that is called; null when it cannot be told
   */
  @Nullable TemplateSpec call(TemplateTarget target, Arguments arguments, String path) {
    arguments(arguments, path + ".arguments", true);
    if (!target.template().isEmpty() && target.ref() != null) {
      faults.add(path + ".templateRef", "template name cannot be specified with templateRef");
    }
    Lookup.Found found = lookup.find(target);
    if (!found.fault().isEmpty()) {
      faults.add(path + (target.ref() == null ? ".template" : ".templateRef"), found.fault());
    }
    if (found.template() != null) {
      supplied(found.template(), arguments, path);
    }
    return found.template();
  }

  /** The template that a call names, if it can be told. */
  @Nullable TemplateSpec find(TemplateTarget target) {
    return lookup.find(target).template();
  }

  /** Checks the call of the entrypoint, whose arguments are judged already. */
  void entry(TemplateTarget target, Arguments arguments, String path) {
    exists(target, path);
    TemplateSpec called = find(target);
    if (called != null) {
      supplied(called, arguments, path);
    }
  }

  /** Checks only that what is called exists. */
  void exists(TemplateTarget target, String path) {
    Lookup.Found found = lookup.find(target);
    if (!found.fault().isEmpty()) {
      faults.add(path, found.fault());
    }
  }

  /** Every input without a value of its own must be given. */
  private void supplied(TemplateSpec called, Arguments given, String path) {
    String name = called.name().isEmpty() ? "inline" : called.name();
    for (Parameter input : called.inputs().parameters()) {
      boolean isGiven = given.parameters().stream().anyMatch(p -> p.name().equals(input.name()));
      if (!input.hasSource() && !isGiven) {
        faults.add(
            path, "templates." + name + " inputs.parameters." + input.name() + " was not supplied");
      }
    }
    for (Artifact input : called.inputs().artifacts()) {
      boolean isGiven = given.artifacts().stream().anyMatch(a -> a.name().equals(input.name()));
      if (!input.optional() && !input.hasLocation() && !isGiven) {
        faults.add(
            path, "templates." + name + " inputs.artifacts." + input.name() + " was not supplied");
      }
    }
  }

  /**
   * Checks arguments.
   *
   * @param valuesNeeded whether each must have a value now
   */
  void arguments(Arguments arguments, String path, boolean valuesNeeded) {
    Names.parameters(path + ".parameters", arguments.parameters(), Parameter::name, faults);
    Names.parameters(path + ".artifacts", arguments.artifacts(), Artifact::name, faults);
    List<Parameter> parameters = arguments.parameters();
    for (int i = 0; i < parameters.size(); i++) {
      argument(parameters.get(i), path + ".parameters[" + i + "]", valuesNeeded);
    }
    List<Artifact> artifacts = arguments.artifacts();
    for (int i = 0; i < artifacts.size(); i++) {
      artifact(artifacts.get(i), path + ".artifacts[" + i + "]", valuesNeeded);
    }
  }

  private void argument(Parameter parameter, String path, boolean valuesNeeded) {
    ValueFrom from = parameter.valueFrom();
    if (valuesNeeded && !parameter.hasSource()) {
      faults.add(
          path, parameter.name() + ".value or " + parameter.name() + ".valueFrom is required");
    }
    if (from != null && !ARGUMENT_SOURCES.containsAll(from.sources())) {
      faults.add(
          path + ".valueFrom",
          parameter.name() + ".valueFrom only allows: default, configMapKeyRef and supplied");
    }
    choices(parameter, path, valuesNeeded);
  }

  private void choices(Parameter parameter, String path, boolean valuesNeeded) {
    List<String> choices = parameter.choices();
    if (choices == null) {
      return;
    }
    String value = parameter.value();
    if (choices.isEmpty()) {
      faults.add(path + ".enum", parameter.name() + ".enum should contain at least one value");
    } else if (value == null) {
      if (valuesNeeded && !parameter.hasSource()) {
        faults.add(path, parameter.name() + ".value is required");
      }
    } else if (!value.contains("{{") && !choices.contains(value)) {
      faults.add(
          path + ".value",
          parameter.name() + ".value should be present in " + parameter.name() + ".enum list");
    }
  }

  private void artifact(Artifact artifact, String path, boolean valuesNeeded) {
    if (!artifact.from().isEmpty() && !artifact.fromExpression().isEmpty()) {
      faults.add(path, "shouldn't have both `from` and `fromExpression` in Artifact");
    }
    boolean placed =
        artifact.hasLocation()
            || !artifact.from().isEmpty()
            || !artifact.fromExpression().isEmpty();
    if (valuesNeeded && !placed) {
      faults.add(path, artifact.name() + ".from, artifact location, or key is required");
    }
  }
}
