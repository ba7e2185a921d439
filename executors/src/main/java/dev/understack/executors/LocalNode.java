package dev.understack.executors;

import dev.understack.cluster.ObjectApi;
import dev.understack.cluster.ObjectApi.Selection;
import dev.understack.executors.artifacts.ArtifactStore;
import dev.understack.executors.logs.LogStore;
import dev.understack.executors.pod.PodResolver;
import dev.understack.executors.pod.ServiceAccountTokens;
import dev.understack.executors.pods.PodView;
import dev.understack.model.ResourceTypes;
import java.nio.file.Path;
import java.time.Clock;

/**
 * What the machine offers to the pods that run on it.
 *
 * @param api with the rights of the system: what a pod mounts is not checked against its service
 *     account
 */
public record LocalNode(
    ObjectApi api,
    PodResolver resolver,
    ArtifactStore artifacts,
    LogStore logs,
    PodView pods,
    Clock clock) {

  /**
   * A machine that keeps everything below one folder.
   *
   * @param tokens for pods that call the API themselves
   */
  public static LocalNode below(
      Path state, ObjectApi api, ServiceAccountTokens tokens, Clock clock) {
    LogStore logs = new LogStore(state.resolve("logs"), LogStore.DEFAULT_LIMIT, clock);
    return new LocalNode(
        api,
        new PodResolver(api, tokens),
        new ArtifactStore(state.resolve("artifacts")),
        logs,
        new PodView(state.resolve("pods"), logs, () -> version(api), clock),
        clock);
  }

  /** The version of the cluster now, by the cheapest question that tells it. */
  private static String version(ObjectApi api) {
    return api.list(ResourceTypes.CONFIG_MAP, "default", new Selection("", "metadata.name=-"))
        .resourceVersion();
  }
}
