package dev.understack.model.workflow;

import dev.understack.model.Fields;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The spec of a Workflow, WorkflowTemplate or ClusterWorkflowTemplate, or the workflowSpec of a
 * CronWorkflow.
 *
 * @param tree the spec as written
 * @param entrypoint name of the first template; may be empty
 * @param templates local templates
 * @param arguments arguments of the run
 * @param workflowTemplateRef where the body comes from; null when it stands here
 * @param onExit name of the exit template; may be empty
 * @param hooks workflow-level hooks by name, the exit hook included
 * @param parallelism how many leaves may be active; null for any number
 * @param activeDeadlineSeconds limit of the run; null for none
 * @param suspend whether nothing new is started
 * @param shutdown {@code Stop}, {@code Terminate} or empty
 * @param priority order in queues; null when not given
 * @param serviceAccountName whom leaves act as; may be empty
 * @param retryStrategy default for templates that have none; null for none
 * @param templateDefaults what every template gets unless it says otherwise; null for nothing
 * @param synchronization locks of the whole run; null for none
 * @param ttl how long the finished run is kept; null for ever
 * @param volumes volumes of the run
 */
public record WorkflowSpec(
    ObjectNode tree,
    String entrypoint,
    List<TemplateSpec> templates,
    Arguments arguments,
    @Nullable ObjectRef workflowTemplateRef,
    String onExit,
    Map<String, LifecycleHook> hooks,
    @Nullable Long parallelism,
    @Nullable Long activeDeadlineSeconds,
    boolean suspend,
    String shutdown,
    @Nullable Long priority,
    String serviceAccountName,
    @Nullable RetryStrategy retryStrategy,
    @Nullable ObjectNode templateDefaults,
    @Nullable Synchronization synchronization,
    @Nullable TtlStrategy ttl,
    List<JsonNode> volumes) {

  private static final String[] PASSED_THROUGH = {
    "nodeSelector",
    "affinity",
    "tolerations",
    "imagePullSecrets",
    "hostNetwork",
    "dnsPolicy",
    "dnsConfig",
    "hostAliases",
    "schedulerName",
    "podPriorityClassName",
    "podPriority",
    "securityContext",
    "podSpecPatch",
    "podMetadata",
    "podResources",
    "resourceClaims",
    "podDisruptionBudget",
    "podGC",
    "volumeClaimTemplates",
    "volumeClaimGC",
    "artifactGC",
    "archiveLogs",
    "artifactRepositoryRef",
    "automountServiceAccountToken",
    "executor",
    "executorPlugins",
    "metrics",
    "workflowMetadata"
  };

  /** Reads a spec; faults are noted, unknown fields too. */
  public static WorkflowSpec read(Fields fields) {
    Fields defaults = fields.objectOrEmpty("templateDefaults");
    TemplateSpec.read(defaults);
    WorkflowSpec spec =
        new WorkflowSpec(
            fields.tree(),
            fields.text("entrypoint"),
            fields.list("templates", TemplateSpec::read),
            Arguments.in(fields, "arguments"),
            fields.read("workflowTemplateRef", ObjectRef::read),
            fields.text("onExit"),
            fields.objectMap("hooks", LifecycleHook::read),
            number(fields, "parallelism"),
            number(fields, "activeDeadlineSeconds"),
            fields.bool("suspend", false),
            fields.text("shutdown"),
            number(fields, "priority"),
            fields.text("serviceAccountName"),
            fields.read("retryStrategy", RetryStrategy::read),
            fields.has("templateDefaults") ? defaults.tree() : null,
            fields.read("synchronization", Synchronization::read),
            fields.read("ttlStrategy", TtlStrategy::read),
            fields.array("volumes"));
    fields.known(PASSED_THROUGH).rejectUnknown();
    return spec;
  }

  private static @Nullable Long number(Fields fields, String name) {
    return fields.has(name) ? fields.integer(name, 0) : null;
  }

  /**
   * A WorkflowTemplate or ClusterWorkflowTemplate.
   *
   * @param name its name
   * @param clusterScope whether it is a ClusterWorkflowTemplate
   */
  public record ObjectRef(String name, boolean clusterScope) {

    static ObjectRef read(Fields fields) {
      ObjectRef ref = new ObjectRef(fields.text("name"), fields.bool("clusterScope", false));
      fields.rejectUnknown();
      return ref;
    }
  }
}
