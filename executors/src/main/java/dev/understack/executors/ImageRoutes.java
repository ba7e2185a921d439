package dev.understack.executors;

import dev.understack.executors.pod.PodResolver.Entrypoint;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Decides by image name how a container runs, and knows what images run by themselves.
 *
 * @param routes the first that matches counts; none means the sandbox
 * @param entrypoints the first that matches counts
 */
public record ImageRoutes(List<Route> routes, List<Image> entrypoints) {

  public ImageRoutes {
    routes = List.copyOf(routes);
    entrypoints = List.copyOf(entrypoints);
  }

  /** UnderStack's own images run inside this process, everything else in the sandbox. */
  public static ImageRoutes defaults() {
    return new ImageRoutes(
        List.of(new Route("ghcr.io/rackerlabs/understack/*", Target.IN_PROCESS)),
        List.of(
            new Image("argoproj/argosay:v2", new Entrypoint(List.of("/argosay"), List.of())),
            new Image("argoproj/argosay:v1", new Entrypoint(List.of("cowsay"), List.of())),
            new Image("docker/whalesay*", new Entrypoint(List.of("cowsay"), List.of())),
            new Image("busybox*", new Entrypoint(List.of(), List.of("sh"))),
            new Image("alpine*", new Entrypoint(List.of(), List.of("/bin/sh"))),
            new Image("python:*", new Entrypoint(List.of(), List.of("python3")))));
  }

  /** How containers of this image run. */
  public Target target(String image) {
    return routes.stream()
        .filter(route -> matches(route.pattern(), image))
        .findFirst()
        .map(Route::target)
        .orElse(Target.SANDBOX);
  }

  /** What the image runs when a container names no command. */
  public Entrypoint entrypoint(String image) {
    Optional<Image> known =
        entrypoints.stream().filter(entry -> matches(entry.pattern(), image)).findFirst();
    return known.map(Image::entrypoint).orElse(Entrypoint.UNKNOWN);
  }

  private static boolean matches(String pattern, String image) {
    StringBuilder regex = new StringBuilder();
    for (String literal : pattern.split("\\*", -1)) {
      regex.append(regex.isEmpty() ? "" : ".*").append(Pattern.quote(literal));
    }
    return image.matches(regex.toString());
  }

  /** How a container runs. */
  public enum Target {
    /** As an operation inside this JVM; commands that are no operation go to the sandbox. */
    IN_PROCESS,
    /** As a process in the sandbox. */
    SANDBOX
  }

  /**
   * A rule.
   *
   * @param pattern of image names; {@code *} stands for any text
   */
  public record Route(String pattern, Target target) {}

  /** What images of this pattern run by themselves. */
  public record Image(String pattern, Entrypoint entrypoint) {}
}
