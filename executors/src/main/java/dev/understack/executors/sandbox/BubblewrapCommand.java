package dev.understack.executors.sandbox;

import dev.understack.executors.pod.PodSpec;
import dev.understack.executors.pod.ResolvedContainer;
import dev.understack.executors.sandbox.SandboxSettings.Network;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** Builds the command line of a sandbox. */
final class BubblewrapCommand {
  private static final int LONGEST_HOST_NAME = 63;
  private final SandboxSettings settings;
  private final PodSpec pod;

  BubblewrapCommand(SandboxSettings settings, PodSpec pod) {
    this.settings = settings;
    this.pod = pod;
  }

  /**
   * @param root the container's own root folder
   * @param mounts what else it sees, by its path
   */
  List<String> of(
      ResolvedContainer container, Path root, SortedMap<String, BoundMount> mounts, String folder)
      throws IOException {
    List<String> line = new ArrayList<>();
    line.add(settings.bubblewrap().toString());
    // Whoever dies first, nothing is left behind: not the sandbox, not what it started.
    line.addAll(List.of("--die-with-parent", "--new-session", "--unshare-pid"));
    line.addAll(List.of("--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try"));
    if (network() == Network.NONE) {
      line.add("--unshare-net");
    }
    line.addAll(List.of("--unshare-user", "--cap-drop", "ALL"));
    line.addAll(List.of("--uid", Integer.toString(container.spec().user().orElse(0))));
    line.addAll(List.of("--gid", Integer.toString(container.spec().group().orElse(0))));
    line.addAll(List.of("--hostname", hostName()));
    line.addAll(List.of("--bind", root.toString(), "/"));
    line.addAll(RootLayout.arguments(settings.tools(), mounts.keySet()));
    line.addAll(List.of("--proc", "/proc", "--dev", "/dev"));
    mounts.forEach((path, mount) ->
        line.addAll(
            List.of(mount.readOnly() ? "--ro-bind" : "--bind", mount.host().toString(), path)));
    line.addAll(List.of("--chdir", folder, "--"));
    line.addAll(container.command());
    return line;
  }

  private Network network() {
    String wish = pod.annotations().get(SandboxSettings.NETWORK_ANNOTATION);
    if (wish == null) {
      return settings.network();
    }
    return switch (wish) {
      case "host" -> Network.HOST;
      case "none" -> Network.NONE;
      default ->
          throw new IllegalArgumentException(
              "annotation "
                  + SandboxSettings.NETWORK_ANNOTATION
                  + ": expected host or none, found \""
                  + wish
                  + "\"");
    };
  }

  private String hostName() {
    String name = pod.name().pod();
    return name.length() <= LONGEST_HOST_NAME ? name : name.substring(0, LONGEST_HOST_NAME);
  }

  /** A folder or file of the machine that a container sees. */
  record BoundMount(Path host, boolean readOnly) {}
}
