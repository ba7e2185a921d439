package dev.understack.executors.pod;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A container with everything that it refers to looked up.
 *
 * @param command the whole command line, references expanded; never empty
 * @param environment exactly what the manifest gives it
 */
public record ResolvedContainer(
    ContainerSpec spec, List<String> command, Map<String, String> environment, List<Mount> mounts) {

  public ResolvedContainer {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
    mounts = List.copyOf(mounts);
  }

  /** The same container with variables added; those of the manifest count more. */
  public ResolvedContainer withVariables(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(more);
    all.putAll(environment);
    return new ResolvedContainer(spec, command, all, mounts);
  }

  /** The same container with mounts added. */
  public ResolvedContainer withMounts(List<Mount> more) {
    List<Mount> all = new ArrayList<>(mounts);
    all.addAll(more);
    return new ResolvedContainer(spec, command, environment, all);
  }
}
