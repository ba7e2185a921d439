package dev.understack.language.kube;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a strategic merge patch merges the fields of one type: which lists are merged instead of
 * replaced, by which field of their items, and the same for what is inside. Immutable.
 *
 * <p>The tables follow the {@code patchStrategy} and {@code patchMergeKey} tags of Kubernetes' and
 * Argo's types.
 */
public final class MergeKeys {
  private static final Rule PLAIN = new Rule(false, "", new MergeKeys(Map.of()));

  /** No list is merged: objects are merged field by field, lists replaced. */
  public static final MergeKeys NONE = new MergeKeys(Map.of());

  static final MergeKeys META =
      type(Map.of("ownerReferences", list("uid", NONE), "finalizers", values()));

  /** A container of a pod. */
  public static final MergeKeys CONTAINER =
      type(
          Map.of(
              "ports", list("containerPort", NONE),
              "env", list("name", NONE),
              "volumeMounts", list("mountPath", NONE),
              "volumeDevices", list("devicePath", NONE)));

  /** The spec of a pod, also what {@code podSpecPatch} is applied to. */
  public static final MergeKeys POD_SPEC =
      type(
          Map.of(
              "volumes", list("name", NONE),
              "initContainers", list("name", CONTAINER),
              "containers", list("name", CONTAINER),
              "ephemeralContainers", list("name", CONTAINER),
              "imagePullSecrets", list("name", NONE),
              "hostAliases", list("ip", NONE),
              "topologySpreadConstraints", list("topologyKey", NONE),
              "schedulingGates", list("name", NONE),
              "resourceClaims", list("name", NONE)));

  private static final MergeKeys STATUS = type(Map.of("conditions", list("type", NONE)));
  private static final MergeKeys POD_TEMPLATE =
      type(Map.of("metadata", inside(META), "spec", inside(POD_SPEC)));
  private static final MergeKeys WITH_TEMPLATE = type(Map.of("template", inside(POD_TEMPLATE)));
  private static final MergeKeys JOB = kind(WITH_TEMPLATE, STATUS);

  private static final MergeKeys PARAMETERS =
      type(Map.of("parameters", list("name", NONE), "artifacts", list("name", NONE)));
  private static final MergeKeys ARGUED = type(Map.of("arguments", inside(PARAMETERS)));
  private static final MergeKeys ARGO_TEMPLATE =
      type(
          Map.ofEntries(
              Map.entry("inputs", inside(PARAMETERS)),
              Map.entry("outputs", inside(PARAMETERS)),
              Map.entry("container", inside(CONTAINER)),
              Map.entry("script", inside(CONTAINER)),
              Map.entry("dag", inside(type(Map.of("tasks", list("name", ARGUED))))),
              Map.entry("volumes", list("name", NONE)),
              Map.entry("initContainers", list("name", CONTAINER)),
              Map.entry("sidecars", list("name", CONTAINER)),
              Map.entry("tolerations", list("key", NONE)),
              Map.entry("hostAliases", list("ip", NONE))));

  /** The spec of an Argo Workflow, WorkflowTemplate or ClusterWorkflowTemplate. */
  public static final MergeKeys WORKFLOW_SPEC =
      type(
          Map.of(
              "templates", list("name", ARGO_TEMPLATE),
              "templateDefaults", inside(ARGO_TEMPLATE),
              "arguments", inside(PARAMETERS),
              "volumes", list("name", NONE),
              "tolerations", list("key", NONE),
              "imagePullSecrets", list("name", NONE),
              "hostAliases", list("ip", NONE)));

  private static final MergeKeys ANY_KIND = kind(NONE, STATUS);
  private static final Map<String, MergeKeys> KINDS =
      Map.ofEntries(
          Map.entry("v1/Pod", kind(POD_SPEC, podStatus())),
          Map.entry(
              "v1/PodTemplate",
              type(Map.of("metadata", inside(META), "template", inside(POD_TEMPLATE)))),
          Map.entry("v1/ReplicationController", kind(WITH_TEMPLATE, STATUS)),
          Map.entry("v1/Service", kind(type(Map.of("ports", list("port", NONE))), STATUS)),
          Map.entry(
              "v1/ServiceAccount",
              type(
                  Map.of(
                      "metadata", inside(META),
                      "secrets", list("name", NONE)))),
          Map.entry(
              "v1/Node",
              kind(
                  type(Map.of("podCIDRs", values())),
                  type(Map.of("conditions", list("type", NONE), "addresses", list("type", NONE))))),
          Map.entry("apps/v1/Deployment", JOB),
          Map.entry("apps/v1/ReplicaSet", JOB),
          Map.entry("apps/v1/DaemonSet", JOB),
          Map.entry("apps/v1/StatefulSet", JOB),
          Map.entry("batch/v1/Job", JOB),
          Map.entry(
              "batch/v1/CronJob",
              kind(
                  type(
                      Map.of(
                          "jobTemplate",
                          inside(
                              type(
                                  Map.of(
                                      "metadata", inside(META), "spec", inside(WITH_TEMPLATE)))))),
                  NONE)),
          Map.entry("argoproj.io/v1alpha1/Workflow", kind(WORKFLOW_SPEC, STATUS)),
          Map.entry("argoproj.io/v1alpha1/WorkflowTemplate", kind(WORKFLOW_SPEC, NONE)),
          Map.entry("argoproj.io/v1alpha1/ClusterWorkflowTemplate", kind(WORKFLOW_SPEC, NONE)),
          Map.entry(
              "argoproj.io/v1alpha1/CronWorkflow",
              kind(type(Map.of("workflowSpec", inside(WORKFLOW_SPEC))), NONE)));

  private final Map<String, Rule> fields;

  private MergeKeys(Map<String, Rule> fields) {
    this.fields = Map.copyOf(fields);
  }

  /** The table for a kind, for example {@code apps/v1} and {@code Deployment}. */
  public static MergeKeys of(String apiVersion, String kind) {
    return KINDS.getOrDefault(apiVersion + "/" + kind, ANY_KIND);
  }

  /** How a field is merged. */
  Rule field(String name) {
    return fields.getOrDefault(name, PLAIN);
  }

  /**
   * How one field is merged.
   *
   * @param merge whether a list is merged rather than replaced
   * @param key field of the list's items that tells them apart; empty for lists of plain values
   * @param inside the table for the field's object or the list's items
   */
  record Rule(boolean merge, String key, MergeKeys inside) {}

  private static MergeKeys type(Map<String, Rule> fields) {
    return new MergeKeys(fields);
  }

  private static MergeKeys kind(MergeKeys spec, MergeKeys status) {
    return type(Map.of("metadata", inside(META), "spec", inside(spec), "status", inside(status)));
  }

  private static MergeKeys podStatus() {
    Map<String, Rule> fields = new HashMap<>();
    fields.put("conditions", list("type", NONE));
    for (String addresses : List.of("podIPs", "hostIPs")) {
      fields.put(addresses, list("ip", NONE));
    }
    return type(fields);
  }

  private static Rule list(String key, MergeKeys items) {
    return new Rule(true, key, items);
  }

  private static Rule values() {
    return new Rule(true, "", NONE);
  }

  private static Rule inside(MergeKeys object) {
    return new Rule(false, "", object);
  }
}
