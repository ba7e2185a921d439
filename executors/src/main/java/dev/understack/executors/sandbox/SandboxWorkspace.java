package dev.understack.executors.sandbox;

import dev.understack.executors.ContainerRuntime.ContainerExit;
import dev.understack.executors.ContainerRuntime.ContainerOutput;
import dev.understack.executors.ContainerRuntime.Workspace;
import dev.understack.executors.files.HostFiles;
import dev.understack.executors.pod.CleanPath;
import dev.understack.executors.pod.PodResolver;
import dev.understack.executors.pod.PodSpec;
import dev.understack.executors.pod.ResolvedContainer;
import dev.understack.executors.sandbox.BubblewrapCommand.BoundMount;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** The folders of one sandboxed pod. Each container has a root of its own. */
final class SandboxWorkspace implements Workspace {
  private static final String DEFAULT_PATH =
      "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  /** Folders that images have and that commands expect to be able to write to. */
  private static final List<String> WRITABLE =
      List.of("/tmp", "/var/tmp", "/var/run/argo", "/run", "/root", "/home", "/argo/staging");

  private final SandboxSettings settings;
  private final PodSpec pod;
  private final Path folder;
  private final Path secrets;
  private final Map<String, Room> rooms = new HashMap<>();

  /** What one container sees. */
  private record Room(Path root, SortedMap<String, BoundMount> mounts, HostFiles files) {}

  private SandboxWorkspace(SandboxSettings settings, PodSpec pod) throws IOException {
    this.settings = settings;
    this.pod = pod;
    String name = pod.name().pod() + "-" + UUID.randomUUID();
    this.folder = Folders.makePrivate(settings.work().resolve(name));
    this.secrets = Folders.makePrivate(settings.secrets().resolve(name));
  }

  static SandboxWorkspace create(
      SandboxSettings settings, PodSpec pod, List<ResolvedContainer> containers)
      throws IOException {
    SandboxWorkspace workspace = new SandboxWorkspace(settings, pod);
    try {
      for (ResolvedContainer container : containers) {
        workspace.rooms.put(container.spec().name(), workspace.room(container));
      }
      return workspace;
    } catch (IOException | RuntimeException e) {
      workspace.close();
      throw e;
    }
  }

  private Room room(ResolvedContainer container) throws IOException {
    String name = container.spec().name();
    Path root = Folders.makePrivate(folder.resolve("root-" + name));
    HostFiles.chmod(root, 0755);
    SortedMap<String, BoundMount> mounts =
        new MountFolders(settings, pod, folder.resolve("volumes"), secrets.resolve(name))
            .bind(container);
    SortedMap<String, Path> hosts = new TreeMap<>();
    mounts.forEach((path, mount) -> hosts.put(path, mount.host()));
    HostFiles files = new HostFiles(root, hosts);
    for (String writable : WRITABLE) {
      files.makeFolder(writable, 0777);
    }
    files.makeFolder(workingFolder(container), 0755);
    String source = container.spec().source();
    if (!source.isEmpty()) {
      byte[] text = source.getBytes(StandardCharsets.UTF_8);
      files.write(PodResolver.SCRIPT_PATH, new ByteArrayInputStream(text), 0755);
    }
    return new Room(root, mounts, files);
  }

  private Room roomOf(ResolvedContainer container) {
    Room room = rooms.get(container.spec().name());
    if (room == null) {
      throw new IllegalArgumentException(container.spec().name() + " is not of this pod");
    }
    return room;
  }

  @Override
  public HostFiles files(ResolvedContainer container) {
    return roomOf(container).files();
  }

  @Override
  public ContainerExit run(
      ResolvedContainer container, ContainerOutput output, Duration gracePeriod)
      throws IOException {
    Room room = roomOf(container);
    Map<String, String> environment = environment(container);
    Optional<String> missing = missingProgram(container, room, environment);
    if (missing.isPresent()) {
      return new ContainerExit(ContainerExit.NOT_STARTED, "Error", missing.get());
    }
    List<String> line =
        new BubblewrapCommand(settings, pod)
            .of(container, room.root(), room.mounts(), workingFolder(container));
    BigDecimal limit = container.spec().resources().get("limits.memory");
    if (limit == null) {
      return await(start(line, environment, output), gracePeriod);
    }
    return runLimited(line, environment, output, gracePeriod, limit.longValue());
  }

  private ContainerExit runLimited(
      List<String> line,
      Map<String, String> environment,
      ContainerOutput output,
      Duration gracePeriod,
      long bytes)
      throws IOException {
    Optional<MemoryGroup> created = MemoryGroup.create(settings.owner(), bytes);
    if (created.isEmpty()) {
      // Without a group each process of the container is bounded by itself.
      List<String> limited = new ArrayList<>(List.of("/usr/bin/prlimit", "--data=" + bytes, "--"));
      limited.addAll(line);
      return await(start(limited, environment, output), gracePeriod);
    }
    try (MemoryGroup group = created.get()) {
      List<String> grouped = new ArrayList<>(group.enter());
      grouped.addAll(line);
      int code = start(grouped, environment, output).await(gracePeriod);
      return SandboxProcess.exit(code, group.killedForMemory());
    }
  }

  private static ContainerExit await(SandboxProcess process, Duration gracePeriod) {
    return ContainerExit.of(process.await(gracePeriod));
  }

  private static SandboxProcess start(
      List<String> line, Map<String, String> environment, ContainerOutput output)
      throws IOException {
    // The environment goes by itself, not on the command line, where others could read it.
    ProcessBuilder builder = new ProcessBuilder(line).directory(new File("/"));
    builder.environment().clear();
    builder.environment().putAll(environment);
    return SandboxProcess.start(builder, output);
  }

  private Map<String, String> environment(ResolvedContainer container) {
    Map<String, String> environment = new HashMap<>();
    environment.put("PATH", DEFAULT_PATH);
    environment.put("HOME", container.spec().user().orElse(0) == 0 ? "/root" : "/");
    environment.put("HOSTNAME", pod.name().pod());
    environment.putAll(container.environment());
    return environment;
  }

  private static Optional<String> missingProgram(
      ResolvedContainer container, Room room, Map<String, String> environment) throws IOException {
    String program = container.command().getFirst();
    if (program.contains("/")) {
      String path = program.startsWith("/") ? program : workingFolder(container) + "/" + program;
      return isThere(path, room)
          ? Optional.empty()
          : Optional.of(
              "failed to find name in PATH: exec: \""
                  + program
                  + "\": stat "
                  + program
                  + ": no such file or directory");
    }
    for (String folder : environment.getOrDefault("PATH", "").split(":", -1)) {
      if (folder.startsWith("/") && isThere(folder + "/" + program, room)) {
        return Optional.empty();
      }
    }
    return Optional.of(
        "failed to find name in PATH: exec: \""
            + program
            + "\": executable file not found in $PATH");
  }

  /** In the container's own files, or among the programs of the machine that it sees. */
  private static boolean isThere(String path, Room room) throws IOException {
    return Files.exists(room.files().locate(path)) || Files.exists(Path.of(path));
  }

  private static String workingFolder(ResolvedContainer container) {
    return CleanPath.absolute(container.spec().workingDir());
  }

  @Override
  public void close() {
    try {
      Folders.remove(folder);
      Folders.remove(secrets);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove the files of pod " + pod.name(), e);
    }
  }
}
