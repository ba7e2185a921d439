package dev.understack.workflows.lint;

import dev.understack.cluster.Admission;
import dev.understack.cluster.Identity;
import dev.understack.cluster.ObjectApi;
import dev.understack.cluster.rbac.Access;
import dev.understack.cluster.rbac.Authorizer;
import dev.understack.model.Faults;
import dev.understack.model.KubeObject;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceType;
import dev.understack.model.ResourceTypes;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Template-only execution, for namespaces that are labelled with {@link #LABEL}: who may not create
 * WorkflowTemplates there runs those that are there, and brings no code of his own. A Workflow may
 * refer to templates, give arguments, and combine templates in steps and tasks.
 */
public final class TemplateOnlyAdmission implements Admission {
  /** On a Namespace, with value {@code templates-only}. */
  public static final String LABEL = "workflows.understack.dev/enforce";

  private static final String TEMPLATES_ONLY = "templates-only";

  /** What a Workflow may say besides the templates that it combines. */
  private static final Set<String> OWN_FIELDS =
      Set.of(
          "activeDeadlineSeconds",
          "archiveLogs",
          "arguments",
          "artifactGC",
          "entrypoint",
          "hooks",
          "metrics",
          "onExit",
          "parallelism",
          "podGC",
          "podPriorityClassName",
          "priority",
          "retryStrategy",
          "serviceAccountName",
          "shutdown",
          "suspend",
          "synchronization",
          "templates",
          "ttlStrategy",
          "workflowMetadata",
          "workflowTemplateRef");

  /** What a template may say that only combines others. */
  private static final Set<String> COMBINING_FIELDS =
      Set.of(
          "activeDeadlineSeconds",
          "dag",
          "failFast",
          "hooks",
          "inputs",
          "metadata",
          "metrics",
          "name",
          "outputs",
          "parallelism",
          "retryStrategy",
          "steps",
          "suspend",
          "synchronization",
          "timeout");

  private final ObjectApi objects;
  private final Authorizer authorizer;

  /**
   * @param objects may read Namespaces
   */
  public TemplateOnlyAdmission(ObjectApi objects, Authorizer authorizer) {
    this.objects = objects;
    this.authorizer = authorizer;
  }

  @Override
  public void review(
      Identity caller,
      ResourceType type,
      KubeObject object,
      Optional<KubeObject> before,
      Faults faults) {
    if (type.equals(ResourceTypes.WORKFLOW)
        && isTemplatesOnly(object.namespace())
        && !mayWriteTemplates(caller, object.namespace())) {
      judge(object.spec(), caller, faults);
    }
  }

  private boolean isTemplatesOnly(String namespace) {
    return objects
        .find(new ObjectKey(ResourceTypes.NAMESPACE, "", namespace))
        .map(found -> TEMPLATES_ONLY.equals(found.labels().get(LABEL)))
        .orElse(false);
  }

  private boolean mayWriteTemplates(Identity caller, String namespace) {
    ResourceType template = ResourceTypes.WORKFLOW_TEMPLATE;
    Access access = new Access("create", template.group(), template.plural(), "", namespace, "");
    return authorizer.policy().allows(caller, access);
  }

  private static void judge(ObjectNode spec, Identity caller, Faults faults) {
    String reason =
        "this namespace runs WorkflowTemplates only, and "
            + caller.user()
            + " may not create those: put it into a WorkflowTemplate";
    for (String field : spec.propertyNames()) {
      if (!OWN_FIELDS.contains(field)) {
        faults.add("spec." + field, reason);
      }
    }
    JsonNode templates = spec.path("templates");
    for (int i = 0; i < templates.size(); i++) {
      String at = "spec.templates[" + i + "]";
      for (String field : templates.get(i).propertyNames()) {
        if (!COMBINING_FIELDS.contains(field)) {
          faults.add(at + "." + field, reason);
        }
      }
    }
    if (!spec.findValues("inline").isEmpty()) {
      faults.add("spec.templates", "inline template: " + reason);
    }
  }
}
