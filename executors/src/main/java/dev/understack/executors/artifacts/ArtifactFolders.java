package dev.understack.executors.artifacts;

import dev.understack.executors.files.FileTree;
import dev.understack.executors.files.FileTree.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Walks and copies whole folders between a pod and the store. */
final class ArtifactFolders {
  private ArtifactFolders() {}

  /** A path and everything below it, folders before what is in them, in order of names. */
  static List<String> walk(FileTree files, String path) {
    List<String> all = new ArrayList<>();
    collect(files, path, all);
    return all;
  }

  private static void collect(FileTree files, String path, List<String> into) {
    into.add(path);
    if (files.kind(path).orElse(Kind.FILE) == Kind.FOLDER) {
      files.list(path).forEach(name -> collect(files, path + "/" + name, into));
    }
  }

  static void copyOut(FileTree files, String path, Path target) throws IOException {
    for (String each : walk(files, path)) {
      Path to = target.resolve(each.substring(path.length()).replaceFirst("^/", ""));
      if (files.kind(each).orElse(Kind.FILE) == Kind.FOLDER) {
        Files.createDirectories(to);
        continue;
      }
      try (InputStream content = files.open(each)) {
        Files.copy(content, to, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  static void copyIn(Path source, FileTree files, String path) throws IOException {
    try (Stream<Path> all = Files.walk(source)) {
      for (Path each : all.sorted().toList()) {
        String relative = source.relativize(each).toString();
        String to = relative.isEmpty() ? path : path + "/" + relative;
        if (Files.isDirectory(each)) {
          files.makeFolder(to, 0755);
          continue;
        }
        try (InputStream content = Files.newInputStream(each)) {
          files.write(to, content, 0644);
        }
      }
    }
  }

  static void setModes(FileTree files, String path, int mode) throws IOException {
    for (String each : walk(files, path)) {
      files.setMode(each, mode);
    }
  }
}
