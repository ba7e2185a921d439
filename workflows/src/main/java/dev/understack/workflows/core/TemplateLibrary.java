package dev.understack.workflows.core;

import dev.understack.language.kube.MergeKeys;
import dev.understack.language.kube.StrategicMergePatch;
import dev.understack.model.KubeObject;
import dev.understack.model.workflow.TemplateSpec;
import dev.understack.model.workflow.TemplateTarget;
import dev.understack.model.workflow.TemplateType;
import dev.understack.model.workflow.WorkflowSpec;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Finds templates by name. Templates of other objects are copied into the run when they are first
 * used, so that a run keeps the templates it began with.
 */
final class TemplateLibrary {
  private final WorkflowSpec spec;
  private final String namespace;
  private final Outside outside;
  private final Map<String, ObjectNode> local = new HashMap<>();
  private final Map<String, ObjectNode> stored;
  private final Map<String, Resolved> prepared = new HashMap<>();
  private boolean grown;

  TemplateLibrary(
      WorkflowSpec spec, String namespace, Outside outside, Map<String, ObjectNode> stored) {
    this.spec = spec;
    this.namespace = namespace;
    this.outside = outside;
    this.stored = stored;
    spec.templates().forEach(template -> local.put(template.name(), template.tree()));
  }

  /**
   * A template and where names inside it are looked up.
   *
   * @param scope where its own steps find their templates
   * @param template the template with defaults merged in, tags still in place
   */
  record Resolved(TemplateScope scope, TemplateSpec template) {}

  /** Templates copied from other objects, by key as in {@code status.storedTemplates}. */
  Map<String, ObjectNode> stored() {
    return stored;
  }

  /** Whether templates were copied since this was last asked. */
  boolean takeGrown() {
    boolean was = grown;
    grown = false;
    return was;
  }

  /**
   * The template that {@code target} names when written in {@code scope}.
   *
   * @param holder name of the step or task, for inline templates
   * @throws CallException when there is none
   */
  Resolved resolve(TemplateScope scope, TemplateTarget target, String holder) {
    ObjectNode inline = target.inline();
    TemplateTarget.Ref ref = target.ref();
    if (inline != null) {
      String key = scope + "/inline/" + holder;
      stored.computeIfAbsent(key, _ -> note(inline));
      return prepared.computeIfAbsent(key, _ -> prepare(scope, inline));
    }
    if (ref != null) {
      TemplateScope there = TemplateScope.of(ref.clusterScope(), ref.name());
      String key = there + "/" + ref.template();
      Resolved known = prepared.get(key);
      return known == null ? remember(key, there, ref.template(), true) : known;
    }
    String key = scope + "/" + target.template();
    Resolved known = prepared.get(key);
    return known == null ? remember(key, scope, target.template(), false) : known;
  }

  private Resolved remember(String key, TemplateScope scope, String name, boolean byRef) {
    ObjectNode tree;
    if (scope.isLocal()) {
      tree = local.get(name);
      if (tree == null) {
        throw new CallException("template name '" + name + "' undefined");
      }
    } else {
      ObjectNode known = stored.get(key);
      tree = known != null ? known : fetch(scope, name, byRef);
      if (known == null) {
        stored.put(key, note(tree));
      }
    }
    Resolved resolved = prepare(scope, tree);
    prepared.put(key, resolved);
    return resolved;
  }

  private ObjectNode note(ObjectNode tree) {
    grown = true;
    return tree;
  }

  private ObjectNode fetch(TemplateScope scope, String name, boolean byRef) {
    KubeObject object =
        outside
            .workflowTemplate(namespace, scope.name(), scope.isCluster())
            .orElseThrow(() -> new CallException(notFound(scope.name(), scope.isCluster())));
    for (JsonNode template : object.spec().path("templates")) {
      if (template.path("name").asString("").equals(name) && template instanceof ObjectNode found) {
        return withPodMetadata(found, object.spec().get("podMetadata"));
      }
    }
    throw new CallException(
        byRef
            ? "template " + name + " not found in workflow template " + scope.name()
            : "template name '" + name + "' undefined");
  }

  /** The message of the API for a template object that is not there. */
  static String notFound(String name, boolean clusterScope) {
    return (clusterScope ? "clusterworkflowtemplates" : "workflowtemplates")
        + ".argoproj.io \""
        + name
        + "\" not found";
  }

  private Resolved prepare(TemplateScope scope, ObjectNode tree) {
    ObjectNode defaults = spec.templateDefaults();
    ObjectNode merged = defaults == null ? tree : withDefaults(tree, defaults);
    try {
      return new Resolved(scope, TemplateSpec.of(merged));
    } catch (IllegalArgumentException e) {
      throw new CallException(String.valueOf(e.getMessage()));
    }
  }

  private static ObjectNode withDefaults(ObjectNode template, ObjectNode defaults) {
    ObjectNode base = defaults.deepCopy();
    base.remove(java.util.List.of("inputs", "outputs", "name"));
    for (TemplateType type : TemplateType.values()) {
      if (!template.has(type.field())) {
        base.remove(type.field());
      }
    }
    return merged(base, template);
  }

  private static ObjectNode withPodMetadata(ObjectNode template, @Nullable JsonNode podMetadata) {
    if (!(podMetadata instanceof ObjectNode defaults)) {
      return template;
    }
    ObjectNode copy = template.deepCopy();
    ObjectNode merged = defaults.deepCopy();
    if (copy.get("metadata") instanceof ObjectNode own) {
      merged = StrategicMergePatch.apply(merged, own, MergeKeys.NONE);
    }
    copy.set("metadata", merged);
    return copy;
  }

  /** A template laid over defaults, lists merged as Argo's types say. */
  private static ObjectNode merged(ObjectNode defaults, ObjectNode template) {
    ObjectNode base = JsonNodeFactory.instance.objectNode();
    base.set("templateDefaults", defaults);
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    patch.set("templateDefaults", template);
    ObjectNode result = StrategicMergePatch.apply(base, patch, MergeKeys.WORKFLOW_SPEC);
    return (ObjectNode) result.get("templateDefaults");
  }
}
