package dev.understack.executors;

import dev.understack.executors.pod.Mount;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Programs of well-known small images that a machine does not have, as mounts. */
final class StockImages {
  private StockImages() {}

  /** What a container of this image sees besides its own mounts. */
  static List<Mount> mounts(String image) {
    if (image.startsWith("argoproj/argosay:v2")) {
      return List.of(program("/argosay", "argosay"));
    }
    if (image.startsWith("argoproj/argosay") || image.startsWith("docker/whalesay")) {
      return List.of(program("/usr/local/bin/cowsay", "cowsay"));
    }
    return List.of();
  }

  private static Mount program(String path, String resource) {
    try (InputStream content = StockImages.class.getResourceAsStream(resource)) {
      if (content == null) {
        throw new IllegalStateException("resource " + resource + " is missing");
      }
      Mount.File file = new Mount.File("", content.readAllBytes(), 0755);
      return new Mount(path, true, new Mount.Files(List.of(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
