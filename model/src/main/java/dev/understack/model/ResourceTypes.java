package dev.understack.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The kinds that the object API serves. */
public final class ResourceTypes {
  private static final Map<String, ResourceType> BY_KIND = new LinkedHashMap<>();
  private static final Map<String, ResourceType> BY_PLURAL = new LinkedHashMap<>();

  public static final ResourceType NAMESPACE = cluster("", "v1", "Namespace", "namespaces", "ns");
  public static final ResourceType SECRET = plain("", "v1", "Secret", "secrets");
  public static final ResourceType CONFIG_MAP = plain("", "v1", "ConfigMap", "configmaps", "cm");
  public static final ResourceType SERVICE_ACCOUNT =
      plain("", "v1", "ServiceAccount", "serviceaccounts", "sa");
  public static final ResourceType EVENT = plain("", "v1", "Event", "events", "ev");
  public static final ResourceType POD = status("", "v1", "Pod", "pods", "po");
  public static final ResourceType SERVICE = plain("", "v1", "Service", "services", "svc");
  public static final ResourceType PERSISTENT_VOLUME_CLAIM =
      status("", "v1", "PersistentVolumeClaim", "persistentvolumeclaims", "pvc");
  public static final ResourceType JOB = status("batch", "v1", "Job", "jobs");
  public static final ResourceType POD_DISRUPTION_BUDGET =
      plain("policy", "v1", "PodDisruptionBudget", "poddisruptionbudgets", "pdb");

  private static final String RBAC = "rbac.authorization.k8s.io";
  public static final ResourceType ROLE = plain(RBAC, "v1", "Role", "roles");
  public static final ResourceType ROLE_BINDING = plain(RBAC, "v1", "RoleBinding", "rolebindings");
  public static final ResourceType CLUSTER_ROLE =
      cluster(RBAC, "v1", "ClusterRole", "clusterroles");
  public static final ResourceType CLUSTER_ROLE_BINDING =
      cluster(RBAC, "v1", "ClusterRoleBinding", "clusterrolebindings");

  private static final String ARGO = "argoproj.io";
  private static final String ARGO_VERSION = "v1alpha1";
  public static final ResourceType EVENT_BUS =
      status(ARGO, ARGO_VERSION, "EventBus", "eventbus", "eb");
  public static final ResourceType EVENT_SOURCE =
      status(ARGO, ARGO_VERSION, "EventSource", "eventsources", "es");
  public static final ResourceType SENSOR = status(ARGO, ARGO_VERSION, "Sensor", "sensors", "sn");

  /** Workflow status is part of the object, as in Argo: there is no status subresource. */
  public static final ResourceType WORKFLOW =
      plain(ARGO, ARGO_VERSION, "Workflow", "workflows", "wf");

  public static final ResourceType WORKFLOW_TEMPLATE =
      plain(ARGO, ARGO_VERSION, "WorkflowTemplate", "workflowtemplates", "wftmpl");
  public static final ResourceType CLUSTER_WORKFLOW_TEMPLATE =
      cluster(
          ARGO,
          ARGO_VERSION,
          "ClusterWorkflowTemplate",
          "clusterworkflowtemplates",
          "clusterwftmpl",
          "cwft");
  public static final ResourceType CRON_WORKFLOW =
      plain(ARGO, ARGO_VERSION, "CronWorkflow", "cronworkflows", "cwf", "cronwf");
  public static final ResourceType WORKFLOW_EVENT_BINDING =
      plain(ARGO, ARGO_VERSION, "WorkflowEventBinding", "workfloweventbindings", "wfeb");

  private static final String RABBITMQ = "rabbitmq.com";
  public static final ResourceType RABBITMQ_USER = status(RABBITMQ, "v1beta1", "User", "users");
  public static final ResourceType RABBITMQ_PERMISSION =
      status(RABBITMQ, "v1beta1", "Permission", "permissions");
  public static final ResourceType RABBITMQ_VHOST = status(RABBITMQ, "v1beta1", "Vhost", "vhosts");
  public static final ResourceType RABBITMQ_QUEUE = status(RABBITMQ, "v1beta1", "Queue", "queues");
  public static final ResourceType RABBITMQ_EXCHANGE =
      status(RABBITMQ, "v1beta1", "Exchange", "exchanges");
  public static final ResourceType RABBITMQ_BINDING =
      status(RABBITMQ, "v1beta1", "Binding", "bindings");
  public static final ResourceType RABBITMQ_POLICY =
      status(RABBITMQ, "v1beta1", "Policy", "policies");

  private static final String EXTERNAL_SECRETS = "external-secrets.io";
  public static final ResourceType SECRET_STORE =
      status(EXTERNAL_SECRETS, "v1", "SecretStore", "secretstores", "ss");
  public static final ResourceType CLUSTER_SECRET_STORE =
      add(
          new ResourceType(
              EXTERNAL_SECRETS,
              "v1",
              "ClusterSecretStore",
              "clustersecretstores",
              false,
              List.of("css"),
              true));
  public static final ResourceType EXTERNAL_SECRET =
      status(EXTERNAL_SECRETS, "v1", "ExternalSecret", "externalsecrets", "es");
  public static final ResourceType PASSWORD_GENERATOR =
      plain("generators.external-secrets.io", "v1alpha1", "Password", "passwords");

  private ResourceTypes() {}

  /** Every kind served. */
  public static List<ResourceType> all() {
    return List.copyOf(BY_KIND.values());
  }

  /** The kind with this apiVersion and name; older served versions of a group count too. */
  public static Optional<ResourceType> find(String apiVersion, String kind) {
    int slash = apiVersion.indexOf('/');
    String group = slash < 0 ? "" : apiVersion.substring(0, slash);
    return Optional.ofNullable(BY_KIND.get(group + "/" + kind));
  }

  /** The kind with this group and plural name, as in a URL or an RBAC rule. */
  public static Optional<ResourceType> findPlural(String group, String plural) {
    return Optional.ofNullable(BY_PLURAL.get(group + "/" + plural));
  }

  /** The kind of an object, when it is served. */
  public static Optional<ResourceType> of(KubeObject object) {
    return find(object.apiVersion(), object.kind());
  }

  private static ResourceType plain(
      String group, String version, String kind, String plural, String... shortNames) {
    return add(new ResourceType(group, version, kind, plural, true, List.of(shortNames), false));
  }

  private static ResourceType status(
      String group, String version, String kind, String plural, String... shortNames) {
    return add(new ResourceType(group, version, kind, plural, true, List.of(shortNames), true));
  }

  private static ResourceType cluster(
      String group, String version, String kind, String plural, String... shortNames) {
    return add(new ResourceType(group, version, kind, plural, false, List.of(shortNames), false));
  }

  private static ResourceType add(ResourceType type) {
    BY_KIND.put(type.group() + "/" + type.kind(), type);
    BY_PLURAL.put(type.group() + "/" + type.plural(), type);
    return type;
  }
}
