package dev.understack.executors.pod;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** Resolves the volume mounts of a container: which bytes stand at which path. */
final class Mounts {
  private final PodSpec pod;
  private final ObjectData objects;
  private final ServiceAccountTokens tokens;

  Mounts(PodSpec pod, ObjectData objects, ServiceAccountTokens tokens) {
    this.pod = pod;
    this.objects = objects;
    this.tokens = tokens;
  }

  List<Mount> of(ContainerSpec container, Map<String, String> environment)
      throws MissingReferenceException {
    List<Mount> mounts = new ArrayList<>();
    for (VolumeMount wanted : container.mounts()) {
      Optional<Volume> volume =
          pod.volumes().stream().filter(v -> v.name().equals(wanted.volume())).findFirst();
      if (volume.isEmpty()) {
        throw new IllegalArgumentException(
            "container " + container.name() + " mounts the unknown volume " + wanted.volume());
      }
      mounts.add(mount(wanted, volume.get(), environment));
    }
    return mounts;
  }

  private Mount mount(VolumeMount wanted, Volume volume, Map<String, String> environment)
      throws MissingReferenceException {
    String subPath =
        clean(
            wanted.expanded()
                ? References.expand(wanted.subPath(), environment)
                : wanted.subPath());
    String path = "/" + clean(wanted.path());
    return switch (volume.source()) {
      case Volume.Projected projected ->
          new Mount(path, true, new Mount.Files(below(files(volume, projected), subPath)));
      case Volume.EmptyDir empty ->
          new Mount(path, wanted.readOnly(), new Mount.Scratch(volume.name(), subPath));
      case Volume.Claim claim ->
          new Mount(
              path,
              wanted.readOnly() || claim.readOnly(),
              new Mount.Claimed(claim.claim(), subPath));
      case Volume.HostPath host ->
          new Mount(
              path,
              wanted.readOnly(),
              new Mount.Host(subPath.isEmpty() ? host.path() : host.path() + "/" + subPath));
      case Volume.Unsupported unsupported ->
          throw new IllegalArgumentException(
              "volume "
                  + volume.name()
                  + " is of kind "
                  + unsupported.kind()
                  + ", which this executor does not mount");
    };
  }

  private List<Mount.File> files(Volume volume, Volume.Projected projected)
      throws MissingReferenceException {
    List<Mount.File> files = new ArrayList<>();
    for (Volume.Part part : projected.parts()) {
      switch (part) {
        case Volume.Keys keys -> addKeys(files, volume, keys, projected.defaultMode());
        case Volume.PodFields fields ->
            fields
                .items()
                .forEach(item ->
                    files.add(
                        new Mount.File(
                            clean(item.path()),
                            References.field(item.key(), pod).getBytes(StandardCharsets.UTF_8),
                            item.mode().orElse(projected.defaultMode()))));
        case Volume.Token token ->
            files.add(
                new Mount.File(
                    clean(token.path()),
                    tokens
                        .token(pod.name().namespace(), pod.serviceAccount())
                        .getBytes(StandardCharsets.UTF_8),
                    0600));
      }
    }
    return files;
  }

  private void addKeys(List<Mount.File> files, Volume volume, Volume.Keys keys, int defaultMode)
      throws MissingReferenceException {
    ObjectSource source = keys.source();
    Optional<SortedMap<String, byte[]>> found = objects.find(source);
    if (found.isEmpty()) {
      if (source.optional()) {
        return;
      }
      throw missing(
          volume,
          String.format("%s \"%s\" not found", source.kind().word(), source.name()),
          source);
    }
    if (keys.items().isEmpty()) {
      found.get().forEach((key, value) -> files.add(new Mount.File(key, value, defaultMode)));
    }
    for (Volume.Item item : keys.items()) {
      byte[] value = found.get().get(item.key());
      if (value != null) {
        files.add(new Mount.File(clean(item.path()), value, item.mode().orElse(defaultMode)));
      } else if (!source.optional()) {
        throw missing(
            volume,
            String.format("references non-existent %s key: %s", configWord(source), item.key()),
            source);
      }
    }
  }

  private static String configWord(ObjectSource source) {
    return source.kind() == ObjectSource.Kind.SECRET ? "secret" : "config";
  }

  private MissingReferenceException missing(Volume volume, String what, ObjectSource source) {
    return new MissingReferenceException(
        String.format("MountVolume.SetUp failed for volume \"%s\" : %s", volume.name(), what),
        objects.key(source));
  }

  /** The files under a sub path: one file of that very name, or what is in that folder. */
  private static List<Mount.File> below(List<Mount.File> files, String subPath) {
    if (subPath.isEmpty()) {
      return files;
    }
    List<Mount.File> found = new ArrayList<>();
    for (Mount.File file : files) {
      if (file.path().equals(subPath)) {
        found.add(new Mount.File("", file.content(), file.mode()));
      } else if (file.path().startsWith(subPath + "/")) {
        found.add(
            new Mount.File(
                file.path().substring(subPath.length() + 1), file.content(), file.mode()));
      }
    }
    return found;
  }

  private static String clean(String path) {
    return CleanPath.relative(path);
  }
}
