package dev.understack.acceptance.containers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The unpacked file system of an image; runs its programs as its user, with its environment. */
final class ImageRoot {
  private final Path folder;
  private final JsonNode configuration;

  ImageRoot(Path folder, JsonNode configuration) {
    this.folder = folder;
    this.configuration = configuration;
  }

  Path path(String inside) {
    return folder.resolve(inside.substring(1));
  }

  /** What a container of the image that is told {@code command} would do. */
  Commands.Outcome run(List<String> command) {
    String[] user = configuration.at("/config/User").asString().split(":", 2);
    List<String> all =
        new ArrayList<>(
            List.of(
                "bwrap",
                "--bind",
                folder.toString(),
                "/",
                "--proc",
                "/proc",
                "--dev",
                "/dev",
                "--unshare-pid",
                "--unshare-net",
                "--unshare-ipc",
                "--die-with-parent",
                "--clearenv"));
    for (JsonNode variable : configuration.at("/config/Env")) {
      String[] parts = variable.asString().split("=", 2);
      all.addAll(List.of("--setenv", parts[0], parts[1]));
    }
    all.addAll(List.of("--chdir", configuration.at("/config/WorkingDir").asString()));
    all.addAll(
        List.of("--", "setpriv", "--reuid", user[0], "--regid", user[1], "--clear-groups", "--"));
    configuration.at("/config/Entrypoint").forEach(word -> all.add(word.asString()));
    all.addAll(command);
    return Commands.attempt(all);
  }
}
