package dev.understack.executors.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How the sandbox runs commands.
 *
 * @param bubblewrap the {@code bwrap} program
 * @param work a folder of our own for the files of running pods; emptied at the start
 * @param secrets a folder of our own in memory for mounted Secrets; emptied at the start
 * @param claims where PersistentVolumeClaims keep their files
 * @param network whether containers reach the network when their pod does not say
 * @param tools folders of the machine that containers see read-only
 */
public record SandboxSettings(
    Path bubblewrap, Path work, Path secrets, Path claims, Network network, List<Path> tools) {
  /** The annotation of a pod that chooses its network: {@code host} or {@code none}. */
  public static final String NETWORK_ANNOTATION = "understack.dev/network";

  private static final Path SHARED_MEMORY = Path.of("/dev/shm");

  public SandboxSettings {
    tools = List.copyOf(tools);
  }

  /** What containers reach. */
  public enum Network {
    /** Nothing but themselves. */
    NONE,
    /** What this machine reaches. */
    HOST
  }

  /** The usual settings: no network, programs of the machine, everything below {@code state}. */
  public static SandboxSettings below(Path state) {
    Path absolute = state.toAbsolutePath().normalize();
    Path secrets =
        Files.isWritable(SHARED_MEMORY)
            ? SHARED_MEMORY.resolve("understack-" + Integer.toHexString(absolute.hashCode()))
            : absolute.resolve("sandbox-secrets");
    return new SandboxSettings(
        Path.of("/usr/bin/bwrap"),
        absolute.resolve("sandbox"),
        secrets,
        absolute.resolve("claims"),
        Network.NONE,
        List.of(Path.of("/opt")));
  }

  /** Tells what belongs to these settings from what belongs to others on the machine. */
  String owner() {
    return "understack-" + Integer.toHexString(work.hashCode());
  }

  /** The same with another network default. */
  public SandboxSettings withNetwork(Network other) {
    return new SandboxSettings(bubblewrap, work, secrets, claims, other, tools);
  }
}
