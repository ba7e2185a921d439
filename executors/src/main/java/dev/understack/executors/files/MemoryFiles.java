package dev.understack.executors.files;

import dev.understack.executors.pod.CleanPath;
import dev.understack.executors.pod.Mount;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Files that live in memory alone and vanish with the run. Safe for several threads. */
public final class MemoryFiles implements FileTree {
  private static final int FOLDER_MODE = 0755;
  private static final int FILE_MODE = 0644;

  private final ConcurrentNavigableMap<String, Entry> entries = new ConcurrentSkipListMap<>();
  private final List<String> readOnly = new ArrayList<>();

  /** Files as the mounts of a container put them. */
  public MemoryFiles(List<Mount> mounts) {
    entries.put("/", Entry.folder(FOLDER_MODE));
    for (Mount mount : mounts) {
      switch (mount.content()) {
        case Mount.Files files -> place(mount.path(), files);
        case Mount.Scratch scratch -> folders(mount.path());
        case Mount.Claimed claimed -> throw unsupported(mount, "claim " + claimed.claim());
        case Mount.Host host -> throw unsupported(mount, "host path " + host.path());
      }
      if (mount.readOnly()) {
        readOnly.add(mount.path());
      }
    }
  }

  private static IllegalArgumentException unsupported(Mount mount, String what) {
    return new IllegalArgumentException(
        "an operation inside the process cannot mount " + what + " at " + mount.path());
  }

  private void place(String mount, Mount.Files files) {
    if (files.files().stream().noneMatch(file -> file.path().isEmpty())) {
      folders(mount);
    }
    for (Mount.File file : files.files()) {
      put(file.path().isEmpty() ? mount : mount + "/" + file.path(), file.content(), file.mode());
    }
  }

  private void put(String path, byte[] content, int mode) {
    folders(parent(path));
    entries.put(path, Entry.file(content, mode));
  }

  private void folders(String path) {
    for (String at = path; entries.putIfAbsent(at, Entry.folder(FOLDER_MODE)) == null; ) {
      at = parent(at);
    }
  }

  @Override
  public Optional<byte[]> read(String path) {
    Entry entry = entries.get(CleanPath.absolute(path));
    return entry == null || entry.isFolder()
        ? Optional.empty()
        : Optional.of(entry.content().clone());
  }

  @Override
  public void write(String path, byte[] content) throws IOException {
    String at = CleanPath.absolute(path);
    for (String mount : readOnly) {
      if (at.equals(mount) || at.startsWith(mount + "/")) {
        throw new IOException("Read-only file system: '" + path + "'");
      }
    }
    Entry present = entries.get(at);
    if (present != null && present.isFolder()) {
      throw new IOException("Is a directory: '" + path + "'");
    }
    put(at, content.clone(), present == null ? FILE_MODE : present.mode());
  }

  @Override
  public void write(String path, InputStream content, int mode) throws IOException {
    put(CleanPath.absolute(path), content.readAllBytes(), mode);
  }

  @Override
  public List<String> list(String folder) {
    String at = CleanPath.absolute(folder);
    String prefix = at.equals("/") ? at : at + "/";
    TreeSet<String> names = new TreeSet<>();
    for (String path : entries.tailMap(prefix, false).keySet()) {
      if (!path.startsWith(prefix)) {
        break;
      }
      String rest = path.substring(prefix.length());
      int slash = rest.indexOf('/');
      names.add(slash < 0 ? rest : rest.substring(0, slash));
    }
    return List.copyOf(names);
  }

  @Override
  public Optional<Kind> kind(String path) {
    return Optional.ofNullable(entries.get(CleanPath.absolute(path)))
        .map(entry -> entry.isFolder() ? Kind.FOLDER : Kind.FILE);
  }

  @Override
  public InputStream open(String path) throws IOException {
    return new ByteArrayInputStream(file(path).content());
  }

  @Override
  public void makeFolder(String path, int mode) {
    String at = CleanPath.absolute(path);
    folders(at);
    entries.put(at, Entry.folder(mode));
  }

  @Override
  public int mode(String path) throws IOException {
    return entry(path).mode();
  }

  @Override
  public void setMode(String path, int mode) throws IOException {
    entries.put(CleanPath.absolute(path), entry(path).withMode(mode));
  }

  @Override
  public long size(String path) throws IOException {
    return file(path).content().length;
  }

  private Entry file(String path) throws IOException {
    Entry entry = entry(path);
    if (entry.isFolder()) {
      throw new IOException("Is a directory: '" + path + "'");
    }
    return entry;
  }

  private Entry entry(String path) throws IOException {
    Entry entry = entries.get(CleanPath.absolute(path));
    if (entry == null) {
      throw new FileNotFoundException("No such file or directory: '" + path + "'");
    }
    return entry;
  }

  private static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash <= 0 ? "/" : path.substring(0, slash);
  }

  /** A file or a folder. The content is never changed. */
  private static final class Entry {
    private final boolean folder;
    private final byte[] content;
    private final int mode;

    private Entry(boolean folder, byte[] content, int mode) {
      this.folder = folder;
      this.content = content;
      this.mode = mode;
    }

    static Entry folder(int mode) {
      return new Entry(true, new byte[0], mode);
    }

    static Entry file(byte[] content, int mode) {
      return new Entry(false, content, mode);
    }

    Entry withMode(int changed) {
      return new Entry(folder, content, changed);
    }

    byte[] content() {
      return content;
    }

    int mode() {
      return mode;
    }

    boolean isFolder() {
      return folder;
    }
  }
}
