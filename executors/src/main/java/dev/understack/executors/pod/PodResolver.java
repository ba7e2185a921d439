package dev.understack.executors.pod;

import dev.understack.cluster.ObjectApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Looks up what the containers of pods refer to, as the kubelet does: with the rights of the
 * system, in the namespace of the pod. Safe for several threads.
 */
public final class PodResolver {
  /** Where the text of a script template stands in its container. */
  public static final String SCRIPT_PATH = "/argo/staging/script";

  private final ObjectApi api;
  private final ServiceAccountTokens tokens;

  public PodResolver(ObjectApi api, ServiceAccountTokens tokens) {
    this.api = api;
    this.tokens = tokens;
  }

  /**
   * The container with its environment and files.
   *
   * @param entrypoint the command of the image, for a container that names none
   * @throws MissingReferenceException when a Secret, ConfigMap or key is not there (yet)
   */
  public ResolvedContainer resolve(PodSpec pod, ContainerSpec container, Entrypoint entrypoint)
      throws MissingReferenceException {
    ObjectData objects = new ObjectData(api, pod.name().namespace());
    Map<String, String> environment = new Environment(pod, objects).of(container);
    List<Mount> mounts =
        new ArrayList<>(new Mounts(pod, objects, tokens).of(container, environment));
    return new ResolvedContainer(
        container, commandLine(container, entrypoint, environment), environment, mounts);
  }

  private static List<String> commandLine(
      ContainerSpec container, Entrypoint entrypoint, Map<String, String> environment) {
    List<String> line = new ArrayList<>();
    line.addAll(container.command().isEmpty() ? entrypoint.command() : container.command());
    // An image's own arguments count only when neither command nor args is given.
    line.addAll(
        container.args().isEmpty() && container.command().isEmpty()
            ? entrypoint.args()
            : container.args());
    if (line.isEmpty()) {
      throw new IllegalArgumentException(
          "container "
              + container.name()
              + " names no command, and the entrypoint of image "
              + container.image()
              + " is not known");
    }
    List<String> expanded = new ArrayList<>();
    line.forEach(part -> expanded.add(References.expand(part, environment)));
    if (!container.source().isEmpty()) {
      expanded.add(SCRIPT_PATH);
    }
    return expanded;
  }

  /** What an image runs by itself. */
  public record Entrypoint(List<String> command, List<String> args) {
    public static final Entrypoint UNKNOWN = new Entrypoint(List.of(), List.of());

    public Entrypoint {
      command = List.copyOf(command);
      args = List.copyOf(args);
    }
  }
}
