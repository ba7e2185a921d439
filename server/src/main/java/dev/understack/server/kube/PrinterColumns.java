package dev.understack.server.kube;

import dev.understack.model.KubeObject;
import dev.understack.model.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** The columns of each kind, as kubectl users know them. */
final class PrinterColumns {
  private static final Column AGE = Column.age("Age", "metadata.creationTimestamp");

  private PrinterColumns() {}

  static List<Column> of(ResourceType type) {
    List<Column> columns = new ArrayList<>();
    columns.add(Column.NAME);
    columns.addAll(
        switch (type.kind()) {
          case "Workflow" ->
              List.of(
                  Column.path("Status", "status.phase"),
                  Column.age("Age", "status.startedAt"),
                  Column.path("Message", "status.message"));
          case "CronWorkflow" ->
              List.of(
                  Column.text("Schedule", PrinterColumns::schedules),
                  Column.text(
                      "Suspend", o -> String.valueOf(o.spec().path("suspend").asBoolean(false))),
                  Column.path("Last Run", "status.lastScheduledTime"),
                  AGE);
          case "Namespace" -> List.of(Column.path("Status", "status.phase"), AGE);
          case "Secret" ->
              List.of(
                  Column.path("Type", "type"), Column.number("Data", o -> size(o, "data")), AGE);
          case "ConfigMap" ->
              List.of(Column.number("Data", o -> size(o, "data") + size(o, "binaryData")), AGE);
          case "ServiceAccount" -> List.of(Column.number("Secrets", o -> size(o, "secrets")), AGE);
          case "Event" -> event();
          case "Pod" -> pod();
          case "Service" -> service();
          case "PersistentVolumeClaim" ->
              List.of(
                  Column.path("Status", "status.phase"),
                  Column.path("Capacity", "status.capacity.storage"),
                  Column.path("StorageClass", "spec.storageClassName"),
                  AGE);
          case "Job" -> List.of(Column.text("Completions", PrinterColumns::completions), AGE);
          case "Role", "ClusterRole" ->
              List.of(Column.path("Created At", "metadata.creationTimestamp"));
          case "RoleBinding", "ClusterRoleBinding" ->
              List.of(Column.text("Role", PrinterColumns::role), AGE);
          case "ExternalSecret" ->
              List.of(
                  Column.path("Store", "spec.secretStoreRef.name"),
                  Column.path("Refresh Interval", "spec.refreshInterval"),
                  Column.text("Status", o -> condition(o, "Ready", "reason")),
                  Column.text("Ready", o -> condition(o, "Ready", "status")));
          case "SecretStore", "ClusterSecretStore" ->
              List.of(
                  AGE,
                  Column.text("Status", o -> condition(o, "Ready", "reason")),
                  Column.text("Ready", o -> condition(o, "Ready", "status")));
          case "EventBus", "EventSource", "Sensor" ->
              List.of(
                  Column.text("Ready", PrinterColumns::allConditions),
                  Column.text("Reason", PrinterColumns::unmetReasons),
                  AGE,
                  Column.text("Message", PrinterColumns::unmetMessages).wide());
          default -> List.of(AGE);
        });
    return columns;
  }

  private static List<Column> event() {
    return List.of(
        Column.age("Last Seen", "lastTimestamp"),
        Column.path("Type", "type"),
        Column.path("Reason", "reason"),
        Column.text(
            "Object",
            o ->
                Column.at(o, "involvedObject.kind").asString("").toLowerCase(java.util.Locale.ROOT)
                    + "/"
                    + Column.at(o, "involvedObject.name").asString("")),
        Column.path("Source", "source.component").wide(),
        Column.path("Message", "message"));
  }

  private static List<Column> pod() {
    return List.of(
        Column.text("Ready", PrinterColumns::ready),
        Column.text("Status", PrinterColumns::podStatus),
        Column.number(
            "Restarts",
            o ->
                texts(o, "status.containerStatuses", "restartCount").stream()
                    .mapToLong(Long::parseLong)
                    .sum()),
        AGE,
        Column.path("IP", "status.podIP").wide(),
        Column.path("Node", "spec.nodeName").wide());
  }

  private static List<Column> service() {
    return List.of(
        Column.text("Type", o -> o.spec().path("type").asString("ClusterIP")),
        Column.text("Cluster-IP", o -> o.spec().path("clusterIP").asString("<none>")),
        Column.text("External-IP", o -> "<none>"),
        Column.text(
            "Port(s)",
            o ->
                texts(o, "spec.ports", "port").stream()
                    .map(port -> port + "/TCP")
                    .collect(Collectors.joining(","))),
        AGE);
  }

  private static String schedules(KubeObject object) {
    JsonNode many = object.spec().path("schedules");
    return many.isArray()
        ? StreamSupport.stream(many.spliterator(), false)
            .map(s -> s.asString(""))
            .collect(Collectors.joining(","))
        : object.spec().path("schedule").asString("");
  }

  private static String completions(KubeObject job) {
    return job.status().path("succeeded").asInt(0) + "/" + job.spec().path("completions").asInt(1);
  }

  private static String role(KubeObject binding) {
    return Column.at(binding, "roleRef.kind").asString("")
        + "/"
        + Column.at(binding, "roleRef.name").asString("");
  }

  private static String ready(KubeObject pod) {
    long ready =
        texts(pod, "status.containerStatuses", "ready").stream().filter("true"::equals).count();
    return ready + "/" + pod.spec().path("containers").size();
  }

  private static String podStatus(KubeObject pod) {
    if (pod.deletionTimestamp().isPresent()) {
      return "Terminating";
    }
    String phase = pod.status().path("phase").asString("Unknown");
    String reason = pod.status().path("reason").asString("");
    for (JsonNode container : pod.status().path("containerStatuses")) {
      String why =
          container
              .path("state")
              .path("terminated")
              .path("reason")
              .asString(container.path("state").path("waiting").path("reason").asString(""));
      reason = why.isEmpty() ? reason : why;
    }
    return reason.isEmpty() ? phase.equals("Succeeded") ? "Completed" : phase : reason;
  }

  private static String allConditions(KubeObject object) {
    return object.status().path("conditions").isEmpty()
        ? ""
        : unmet(object, "type").isEmpty() ? "True" : "False";
  }

  private static String unmetReasons(KubeObject object) {
    return String.join(",", unmet(object, "reason"));
  }

  private static String unmetMessages(KubeObject object) {
    return String.join("; ", unmet(object, "message"));
  }

  /** A field of each condition that does not hold. */
  private static List<String> unmet(KubeObject object, String field) {
    List<String> unmet = new ArrayList<>();
    for (JsonNode condition : object.status().path("conditions")) {
      if (!condition.path("status").asString("").equals("True")) {
        unmet.add(condition.path(field).asString(""));
      }
    }
    return unmet;
  }

  private static String condition(KubeObject object, String type, String field) {
    for (JsonNode condition : object.status().path("conditions")) {
      if (condition.path("type").asString("").equals(type)) {
        return condition.path(field).asString("");
      }
    }
    return "";
  }

  private static List<String> texts(KubeObject object, String path, String field) {
    List<String> texts = new ArrayList<>();
    Column.at(object, path).forEach(item -> texts.add(item.path(field).asString("0")));
    return texts;
  }

  private static long size(KubeObject object, String path) {
    return Column.at(object, path).size();
  }
}
