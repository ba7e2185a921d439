package dev.understack.executors.pods;

import dev.understack.cluster.ApiException;
import dev.understack.cluster.PodLogs;
import dev.understack.executors.logs.LogLine;
import dev.understack.executors.logs.LogQuery;
import dev.understack.executors.logs.LogSink;
import dev.understack.executors.logs.LogStore;
import dev.understack.executors.pod.PodSpec.PodName;
import dev.understack.model.KubeObject;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Logs of the pods of this machine, for {@code kubectl logs}. Safe for several threads. */
public final class LeafPodLogs implements PodLogs {
  private final PodView pods;
  private final LogStore logs;

  public LeafPodLogs(PodView pods, LogStore logs) {
    this.pods = pods;
    this.logs = logs;
  }

  @Override
  public void read(LogRequest request, Sink sink) {
    PodName name = new PodName(request.namespace(), request.pod());
    KubeObject pod =
        pods.find(request.namespace(), request.pod())
            .orElseThrow(() ->
                new ApiException(
                    ApiException.Reason.NOT_FOUND, "pods \"" + request.pod() + "\" not found"));
    String container = container(pod, request.container());
    if (!logs.exists(name, container) && isWaiting(pod)) {
      throw new ApiException(
          ApiException.Reason.BAD_REQUEST,
          String.format(
              "container \"%s\" in pod \"%s\" is waiting to start: %s",
              container, request.pod(), waitingFor(pod).path("reason").asString("")));
    }
    try {
      logs.read(
          name,
          container,
          new LogQuery(request.follow(), request.tail(), request.since()),
          new Lines(sink, request.timestamps()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String container(KubeObject pod, String wanted) {
    List<String> known = new ArrayList<>();
    for (String field : List.of("containers", "initContainers")) {
      for (JsonNode container : pod.spec().path(field)) {
        known.add(container.path("name").asString(""));
      }
    }
    String container = wanted.isEmpty() ? known.getFirst() : wanted;
    if (!known.contains(container)) {
      throw new ApiException(
          ApiException.Reason.BAD_REQUEST,
          "container " + container + " is not valid for pod " + pod.name());
    }
    return container;
  }

  private static boolean isWaiting(KubeObject pod) {
    return pod.status().path("phase").asString("").equals("Pending");
  }

  private static JsonNode waitingFor(KubeObject pod) {
    return pod.status().path("containerStatuses").path(0).path("state").path("waiting");
  }

  private record Lines(Sink sink, boolean timestamps) implements LogSink {
    @Override
    public boolean line(LogLine line) {
      return sink.line(timestamps ? line.at() + " " + line.text() : line.text());
    }

    @Override
    public boolean isOpen() {
      return sink.isOpen();
    }
  }
}
