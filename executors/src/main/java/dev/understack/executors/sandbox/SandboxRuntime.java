package dev.understack.executors.sandbox;

import dev.understack.executors.ContainerRuntime;
import dev.understack.executors.pod.PodSpec;
import dev.understack.executors.pod.ResolvedContainer;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs commands as local processes in bubblewrap: the programs of this machine read-only, a root
 * folder of their own, mounts at exactly the paths that the template names, and nothing inherited.
 * Safe for several threads.
 */
public final class SandboxRuntime implements ContainerRuntime {
  private static final Logger LOG = LoggerFactory.getLogger(SandboxRuntime.class);
  private final SandboxSettings settings;

  /** Removes what an earlier process left in the folders of {@code settings}. */
  public SandboxRuntime(SandboxSettings settings) throws IOException {
    this.settings = settings;
    for (Path folder : List.of(settings.work(), settings.secrets())) {
      Folders.remove(folder);
      Folders.makePrivate(folder);
    }
    MemoryGroup.removeLeftovers(settings.owner());
  }

  @Override
  public Workspace open(PodSpec pod, List<ResolvedContainer> containers) throws IOException {
    if (!Files.isExecutable(settings.bubblewrap())) {
      throw new IllegalArgumentException(
          settings.bubblewrap()
              + " is not there: image "
              + pod.main().image()
              + " runs its command in a sandbox, which needs bubblewrap (install it with: apt-get"
              + " install bubblewrap)");
    }
    return SandboxWorkspace.create(settings, pod, containers);
  }

  @Override
  public void close() {
    for (Path folder : List.of(settings.work(), settings.secrets())) {
      try {
        Files.deleteIfExists(folder);
      } catch (DirectoryNotEmptyException inUse) {
        LOG.debug("{} is still in use and is emptied at the next start", folder);
      } catch (IOException e) {
        LOG.warn("cannot remove {}", folder, e);
      }
    }
  }
}
