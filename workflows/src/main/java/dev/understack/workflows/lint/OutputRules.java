package dev.understack.workflows.lint;

import dev.understack.model.Faults;
import dev.understack.model.workflow.Artifact;
import dev.understack.model.workflow.Parameter;
import dev.understack.model.workflow.TemplateSpec;
import dev.understack.model.workflow.TemplateType;
import dev.understack.model.workflow.ValueFrom;
import java.util.List;

/** Rules for the outputs of templates. */
final class OutputRules {
  private final Faults faults;

  OutputRules(Faults faults) {
    this.faults = faults;
  }

  void check(TemplateSpec template, String path) {
    List<Parameter> parameters = template.outputs().parameters();
    Names.parameters(path + ".parameters", parameters, Parameter::name, faults);
    Names.parameters(path + ".artifacts", template.outputs().artifacts(), Artifact::name, faults);
    TemplateType type = template.type().orElse(TemplateType.SUSPEND);
    for (int i = 0; i < parameters.size(); i++) {
      parameter(parameters.get(i), type, path + ".parameters[" + i + "]");
    }
    List<Artifact> artifacts = template.outputs().artifacts();
    for (int i = 0; i < artifacts.size(); i++) {
      artifact(artifacts.get(i), type, path + ".artifacts[" + i + "]");
    }
  }

  private void parameter(Parameter parameter, TemplateType type, String path) {
    ValueFrom from = parameter.valueFrom();
    if (from != null && parameter.value() != null) {
      faults.add(path, "has both valueFrom and value specified, choose one");
    } else if (from == null) {
      if (parameter.value() == null) {
        faults.add(path, "does not have valueFrom or value specified");
      }
    } else if (from.sources().isEmpty()) {
      faults.add(
          path + ".valueFrom",
          "valueFrom type unspecified. choose one of: path, jqFilter, jsonPath, parameter, raw,"
              + " expression");
    } else if (from.sources().size() > 1) {
      faults.add(
          path + ".valueFrom",
          "multiple valueFrom types specified. choose one of: path, jqFilter, jsonPath,"
              + " parameter, raw, expression");
    } else {
      source(from, type, path + ".valueFrom");
    }
  }

  private void source(ValueFrom from, TemplateType type, String path) {
    switch (type) {
      case CONTAINER, SCRIPT, CONTAINER_SET -> {
        if (from.path().isEmpty()) {
          faults.add(path, ".path must be specified for " + type.title() + " templates");
        }
      }
      case RESOURCE -> {
        if (from.jqFilter().isEmpty() && from.jsonPath().isEmpty()) {
          faults.add(path, ".jqFilter or jsonPath must be specified for Resource templates");
        }
      }
      case STEPS, DAG -> {
        if (from.parameter().isEmpty() && from.expression().isEmpty()) {
          faults.add(
              path,
              ".parameter or expression must be specified for " + type.title() + " templates");
        }
      }
      case SUSPEND, HTTP, PLUGIN, DATA -> {}
    }
  }

  private void artifact(Artifact artifact, TemplateType type, String path) {
    boolean group = type.isGroup();
    if (group && artifact.from().isEmpty() && artifact.fromExpression().isEmpty()) {
      faults.add(
          path, "from or fromExpression must be specified for " + type.title() + " templates");
    }
    if (!group && type.isPod() && artifact.path().isEmpty()) {
      faults.add(path, "Artifact '" + artifact.name() + "' did not specify a path");
    }
  }
}
