package dev.understack.executors.sandbox;

import dev.understack.executors.files.HostFiles;
import dev.understack.executors.pod.CleanPath;
import dev.understack.executors.pod.Mount;
import dev.understack.executors.pod.PodSpec;
import dev.understack.executors.pod.ResolvedContainer;
import dev.understack.executors.sandbox.BubblewrapCommand.BoundMount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/** Puts the volumes of a container into folders of the machine. Used by one thread. */
final class MountFolders {
  private final SandboxSettings settings;
  private final PodSpec pod;
  private final Path volumes;
  private final Path files;
  private int count;

  /**
   * @param volumes where the pod keeps volumes that its containers share
   * @param files where this container's fixed files go
   */
  MountFolders(SandboxSettings settings, PodSpec pod, Path volumes, Path files) {
    this.settings = settings;
    this.pod = pod;
    this.volumes = volumes;
    this.files = files;
  }

  SortedMap<String, BoundMount> bind(ResolvedContainer container) throws IOException {
    Folders.makePrivate(files);
    SortedMap<String, BoundMount> bound = new TreeMap<>();
    for (Mount mount : container.mounts()) {
      Path host =
          switch (mount.content()) {
            case Mount.Files fixed -> place(fixed);
            case Mount.Scratch scratch ->
                shared(volumes.resolve(scratch.volume()), scratch.subPath());
            case Mount.Claimed claimed ->
                shared(
                    settings.claims().resolve(pod.name().namespace()).resolve(claimed.claim()),
                    claimed.subPath());
            case Mount.Host path -> machine(path);
          };
      bound.put(mount.path(), new BoundMount(host, mount.readOnly()));
    }
    return bound;
  }

  private Path place(Mount.Files fixed) throws IOException {
    Path folder = Files.createDirectory(files.resolve(Integer.toString(count++)));
    for (Mount.File file : fixed.files()) {
      // A file that is the mount itself has no name of its own.
      String name = file.path().isEmpty() ? "file" : CleanPath.relative(file.path());
      Path target = folder.resolve(name);
      Files.createDirectories(target.getParent());
      Files.write(target, file.content());
      HostFiles.chmod(target, file.mode());
      if (file.path().isEmpty()) {
        return target;
      }
    }
    return folder;
  }

  private static Path shared(Path volume, String subPath) throws IOException {
    Path folder = volume.resolve(CleanPath.relative(subPath));
    Files.createDirectories(folder);
    HostFiles.chmod(folder, 0777);
    return folder;
  }

  private static Path machine(Mount.Host mount) {
    Path path = Path.of(mount.path());
    if (!Files.exists(path)) {
      throw new IllegalArgumentException("host path " + mount.path() + " is not there");
    }
    return path;
  }
}
