package dev.understack.workflows.lint;

import dev.understack.model.Faults;
import dev.understack.model.Fields;
import dev.understack.model.KubeObject;
import dev.understack.model.workflow.TemplateSpec;
import dev.understack.model.workflow.TemplateTarget;
import dev.understack.model.workflow.WorkflowSpec;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the template that a call names, for one object that is judged. */
final class Lookup {
  private final TemplateSource source;
  private final String namespace;
  private final Map<String, TemplateSpec> local = new HashMap<>();
  private final Map<String, Map<String, TemplateSpec>> others = new HashMap<>();

  Lookup(TemplateSource source, String namespace, WorkflowSpec spec) {
    this.source = source;
    this.namespace = namespace;
    spec.templates().forEach(template -> local.put(template.name(), template));
  }

  /** What a call names: a template, or why there is none; neither when it cannot be told. */
  record Found(@Nullable TemplateSpec template, String fault) {
    static final Found UNKNOWN = new Found(null, "");
  }

  Found find(TemplateTarget target) {
    TemplateTarget.Ref ref = target.ref();
    if (target.inline() != null) {
      return read(target);
    }
    if (ref != null) {
      return ref.name().contains("{{") || ref.template().contains("{{")
          ? Found.UNKNOWN
          : inOther(ref);
    }
    if (target.template().isEmpty()) {
      return new Found(null, "template name is required");
    }
    if (target.template().contains("{{")) {
      return Found.UNKNOWN;
    }
    TemplateSpec found = local.get(target.template());
    return found == null
        ? new Found(null, "template name '" + target.template() + "' undefined")
        : new Found(found, "");
  }

  private static Found read(TemplateTarget target) {
    try {
      return new Found(TemplateSpec.of(java.util.Objects.requireNonNull(target.inline())), "");
    } catch (IllegalArgumentException e) {
      return new Found(null, "inline template: " + e.getMessage());
    }
  }

  private Found inOther(TemplateTarget.Ref ref) {
    if (ref.name().isEmpty()) {
      return new Found(null, "resource name is required");
    }
    if (ref.template().isEmpty()) {
      return new Found(null, "template name is required");
    }
    String key = ref.clusterScope() + "/" + ref.name();
    if (!others.containsKey(key)) {
      Optional<KubeObject> object = source.find(namespace, ref.name(), ref.clusterScope());
      if (object.isEmpty()) {
        return source.knowsAll()
            ? new Found(null, notFound(ref.name(), ref.clusterScope()))
            : Found.UNKNOWN;
      }
      others.put(key, templates(object.get()));
    }
    TemplateSpec found = others.getOrDefault(key, Map.of()).get(ref.template());
    return found == null
        ? new Found(null, "template reference " + ref.name() + "." + ref.template() + " not found")
        : new Found(found, "");
  }

  /** As the API says it. */
  static String notFound(String name, boolean clusterScope) {
    return (clusterScope ? "clusterworkflowtemplates" : "workflowtemplates")
        + ".argoproj.io \""
        + name
        + "\" not found";
  }

  private static Map<String, TemplateSpec> templates(KubeObject object) {
    WorkflowSpec spec = WorkflowSpec.read(new Fields(object.spec(), "spec", Faults.of(object)));
    Map<String, TemplateSpec> all = new HashMap<>();
    spec.templates().forEach(template -> all.put(template.name(), template));
    return all;
  }
}
