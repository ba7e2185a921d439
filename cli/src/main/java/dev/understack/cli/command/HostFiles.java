package dev.understack.cli.command;

import dev.understack.operations.OperationFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The files of this machine, below a folder that stands for the root. */
record HostFiles(Path root) implements OperationFiles {
  private static final String STANDARD_INPUT = "/dev/stdin";

  @Override
  public Optional<byte[]> read(String path) {
    try {
      if (path.equals(STANDARD_INPUT)) {
        return Optional.of(System.in.readAllBytes());
      }
      return Files.isRegularFile(at(path))
          ? Optional.of(Files.readAllBytes(at(path)))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void write(String path, byte[] content) throws IOException {
    Path file = at(path);
    Path folder = file.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.write(file, content);
  }

  @Override
  public List<String> list(String folder) {
    if (!Files.isDirectory(at(folder))) {
      return List.of();
    }
    try (Stream<Path> names = Files.list(at(folder))) {
      return names.map(p -> p.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path at(String path) {
    return root.resolve(path.replaceFirst("^/+", ""));
  }
}
