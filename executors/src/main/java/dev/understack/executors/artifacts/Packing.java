package dev.understack.executors.artifacts;

import dev.understack.executors.files.FileTree;
import dev.understack.executors.files.FileTree.Kind;
import dev.understack.executors.pod.CleanPath;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import tools.jackson.databind.JsonNode;

/** The {@code archive} choices of an artifact. */
enum Packing {
  /** Tar with gzip; the default. */
  TAR {
    @Override
    String fileName(String artifact, String path) {
      return artifact + ".tgz";
    }

    @Override
    void pack(FileTree files, String path, OutputStream out) throws IOException {
      try (GZIPOutputStream gzip = new GZIPOutputStream(out);
          TarOutput tar = new TarOutput(new BufferedOutputStream(gzip))) {
        String above = path.substring(0, path.lastIndexOf('/') + 1);
        for (String each : ArtifactFolders.walk(files, path)) {
          String name = each.substring(above.length());
          if (files.kind(each).orElse(Kind.FILE) == Kind.FOLDER) {
            tar.folder(name, files.mode(each));
            continue;
          }
          try (InputStream content = files.open(each)) {
            tar.file(name, files.mode(each), files.size(each), content);
          }
        }
      }
    }
  },
  ZIP {
    @Override
    String fileName(String artifact, String path) {
      return artifact + ".zip";
    }

    @Override
    void pack(FileTree files, String path, OutputStream out) throws IOException {
      try (ZipOutputStream zip = new ZipOutputStream(out)) {
        boolean single = files.kind(path).orElse(Kind.FILE) == Kind.FILE;
        String above = single ? path.substring(0, path.lastIndexOf('/') + 1) : path + "/";
        for (String each : ArtifactFolders.walk(files, path)) {
          if (files.kind(each).orElse(Kind.FILE) == Kind.FOLDER) {
            continue;
          }
          zip.putNextEntry(new ZipEntry(each.substring(above.length())));
          try (InputStream content = files.open(each)) {
            content.transferTo(zip);
          }
          zip.closeEntry();
        }
      }
    }
  },
  NONE {
    @Override
    String fileName(String artifact, String path) {
      return path.substring(path.lastIndexOf('/') + 1);
    }

    @Override
    void pack(FileTree files, String path, OutputStream out) throws IOException {
      try (InputStream content = files.open(path)) {
        content.transferTo(out);
      }
    }
  };

  /** The last part of an artifact's default key. */
  abstract String fileName(String artifact, String path);

  /** Writes what stands at {@code path}; {@code out} is closed. */
  abstract void pack(FileTree files, String path, OutputStream out) throws IOException;

  static Packing of(JsonNode artifact) {
    JsonNode archive = artifact.path("archive");
    return archive.has("none") ? NONE : archive.has("zip") ? ZIP : TAR;
  }

  /** Puts a stored file to {@code path}: unpacked when it is an archive that is to be unpacked. */
  static void unpack(Path stored, JsonNode artifact, FileTree files, String path)
      throws IOException {
    Packing packing = of(artifact);
    if (packing == TAR && isTar(stored)) {
      unpackTar(stored, files, path);
    } else if (packing == ZIP) {
      unpackZip(stored, files, path);
    } else {
      try (InputStream content = Files.newInputStream(stored)) {
        files.write(path, content, 0644);
      }
    }
  }

  private static boolean isTar(Path stored) throws IOException {
    try (InputStream content = new BufferedInputStream(Files.newInputStream(stored))) {
      content.mark(2);
      boolean gzip = content.read() == 0x1f && content.read() == 0x8b;
      content.reset();
      return gzip && TarInput.isTar(new GZIPInputStream(content));
    }
  }

  private static void unpackTar(Path stored, FileTree files, String path) throws IOException {
    Set<String> tops = new HashSet<>();
    readTar(stored, (entry, content) -> tops.add(top(CleanPath.relative(entry.name()))));
    tops.remove("");
    boolean single = tops.size() == 1;
    if (!single) {
      files.makeFolder(path, 0755);
    }
    readTar(
        stored,
        (entry, content) -> {
          String name = CleanPath.relative(entry.name());
          String below = single ? name.substring(top(name).length()) : "/" + name;
          if (entry.folder()) {
            files.makeFolder(path + below, entry.mode());
          } else {
            files.write(path + below, content, entry.mode());
          }
        });
  }

  private static void readTar(Path stored, TarInput.EntryReader reader) throws IOException {
    try (InputStream content = Files.newInputStream(stored);
        InputStream tar = new BufferedInputStream(new GZIPInputStream(content))) {
      TarInput.read(tar, reader);
    }
  }

  private static void unpackZip(Path stored, FileTree files, String path) throws IOException {
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(stored))) {
      boolean any = false;
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        any = true;
        String to = path + "/" + CleanPath.relative(entry.getName());
        if (entry.isDirectory()) {
          files.makeFolder(to, 0755);
        } else {
          files.write(to, zip, 0644);
        }
      }
      if (!any) {
        files.makeFolder(path, 0755);
      }
    }
  }

  private static String top(String name) {
    int slash = name.indexOf('/');
    return slash < 0 ? name : name.substring(0, slash);
  }
}
