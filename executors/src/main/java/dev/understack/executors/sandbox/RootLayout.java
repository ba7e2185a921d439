package dev.understack.executors.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Which parts of the machine show up read-only in a container's root.
 *
 * <p>A mount point must be able to stand at a path that the machine does not have, also inside a
 * folder that is shown read-only. Such a folder is not shown as one: it is made anew and its
 * entries are shown one by one.
 */
final class RootLayout {
  private static final List<String> SYSTEM =
      List.of("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32");

  /** Nothing of /etc that holds secrets or describes this machine's own services. */
  private static final List<String> CONFIGURATION =
      List.of(
          "alternatives",
          "ca-certificates",
          "ca-certificates.conf",
          "crypto-policies",
          "group",
          "host.conf",
          "hosts",
          "ld.so.cache",
          "ld.so.conf",
          "ld.so.conf.d",
          "localtime",
          "magic",
          "mime.types",
          "nsswitch.conf",
          "passwd",
          "pki",
          "protocols",
          "resolv.conf",
          "services",
          "ssl",
          "terminfo",
          "timezone");

  private final Collection<String> mountPoints;
  private final List<String> arguments = new ArrayList<>();

  private RootLayout(Collection<String> mountPoints) {
    this.mountPoints = mountPoints;
  }

  /** Arguments of bubblewrap that show the system, with room for these mount points. */
  static List<String> arguments(List<Path> tools, Collection<String> mountPoints)
      throws IOException {
    RootLayout layout = new RootLayout(mountPoints);
    List<String> all = new ArrayList<>(SYSTEM);
    CONFIGURATION.forEach(name -> all.add("/etc/" + name));
    tools.forEach(tool -> all.add(tool.toString()));
    for (String path : new TreeSet<>(all)) {
      layout.show(path);
    }
    return layout.arguments;
  }

  private void show(String path) throws IOException {
    Path host = Path.of(path);
    if (!Files.exists(host) || mountPoints.contains(path)) {
      return;
    }
    if (Files.isSymbolicLink(host) && SYSTEM.contains(path)) {
      arguments.addAll(List.of("--symlink", Files.readSymbolicLink(host).toString(), path));
    } else if (needsRoom(path) && Files.isDirectory(host, LinkOption.NOFOLLOW_LINKS)) {
      arguments.addAll(List.of("--dir", path));
      try (Stream<Path> entries = Files.list(host)) {
        for (Path entry : entries.sorted().toList()) {
          showEntry(entry);
        }
      }
    } else {
      arguments.addAll(List.of("--ro-bind", path, path));
    }
  }

  private void showEntry(Path entry) throws IOException {
    if (Files.isSymbolicLink(entry)) {
      if (!mountPoints.contains(entry.toString())) {
        arguments.addAll(
            List.of("--symlink", Files.readSymbolicLink(entry).toString(), entry.toString()));
      }
    } else {
      show(entry.toString());
    }
  }

  /** Whether a mount point below this folder is not there on the machine. */
  private boolean needsRoom(String folder) {
    return mountPoints.stream()
        .anyMatch(point -> point.startsWith(folder + "/") && !Files.exists(Path.of(point)));
  }
}
