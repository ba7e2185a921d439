package dev.understack.executors.files;

import dev.understack.executors.pod.CleanPath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files of a sandboxed container, seen from outside.
 *
 * <p>What a container wrote is not trusted: symbolic links are followed as the container would see
 * them, so that none leads to a file of the machine. Links to folders are left out of listings.
 */
public final class HostFiles implements FileTree {
  private static final int MOST_LINKS = 40;
  private final SortedMap<String, Path> mounts = new TreeMap<>();

  /**
   * @param root what the container sees as {@code /}
   * @param mounts other folders and files by the absolute path at which the container sees them
   */
  public HostFiles(Path root, SortedMap<String, Path> mounts) {
    this.mounts.putAll(mounts);
    this.mounts.put("/", root);
  }

  /** Where a path of the container is on the machine. It need not exist. */
  public Path locate(String path) throws IOException {
    Deque<String> rest = new ArrayDeque<>(List.of(CleanPath.relative(path).split("/")));
    String at = "";
    int links = 0;
    while (!rest.isEmpty()) {
      String part = rest.removeFirst();
      switch (part) {
        case "", "." -> {}
        case ".." -> at = at.substring(0, Math.max(0, at.lastIndexOf('/')));
        default -> {
          String next = at + "/" + part;
          Path host = direct(next);
          if (!Files.isSymbolicLink(host)) {
            at = next;
            continue;
          }
          if (++links > MOST_LINKS) {
            throw new FileSystemLoopException(path);
          }
          String target = Files.readSymbolicLink(host).toString();
          at = target.startsWith("/") ? "" : at;
          List.of(target.split("/")).reversed().forEach(rest::addFirst);
        }
      }
    }
    return direct(at.isEmpty() ? "/" : at);
  }

  /** The host path, links not followed: of the mount that holds it, or in the root. */
  private Path direct(String path) {
    for (String point = path; ; point = parent(point)) {
      Path mounted = mounts.get(point);
      if (mounted != null) {
        String below = point.equals("/") ? path.substring(1) : path.substring(point.length());
        return below.isEmpty() ? mounted : mounted.resolve(CleanPath.relative(below));
      }
    }
  }

  private static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash <= 0 ? "/" : path.substring(0, slash);
  }

  @Override
  public Optional<byte[]> read(String path) {
    try {
      Path host = locate(path);
      return regular(host) ? Optional.of(Files.readAllBytes(host)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
  }

  @Override
  public void write(String path, byte[] content) throws IOException {
    write(path, new java.io.ByteArrayInputStream(content), 0644);
  }

  @Override
  public void write(String path, InputStream content, int mode) throws IOException {
    Path host = locate(path);
    Files.createDirectories(host.getParent());
    Files.copy(content, host, StandardCopyOption.REPLACE_EXISTING);
    chmod(host, mode);
  }

  @Override
  public List<String> list(String folder) {
    try {
      Path host = locate(folder);
      if (!Files.isDirectory(host, LinkOption.NOFOLLOW_LINKS)) {
        return List.of();
      }
      try (Stream<Path> entries = Files.list(host)) {
        return entries
            .map(entry -> entry.getFileName().toString())
            .filter(name -> isListed(host.resolve(name), folder + "/" + name))
            .sorted()
            .toList();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + folder, e);
    }
  }

  private boolean isListed(Path host, String path) {
    return Files.isSymbolicLink(host)
        ? kind(path).equals(Optional.of(Kind.FILE))
        : regular(host) || Files.isDirectory(host);
  }

  @Override
  public Optional<Kind> kind(String path) {
    try {
      Path host = locate(path);
      return regular(host)
          ? Optional.of(Kind.FILE)
          : Files.isDirectory(host, LinkOption.NOFOLLOW_LINKS)
              ? Optional.of(Kind.FOLDER)
              : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public InputStream open(String path) throws IOException {
    Path host = locate(path);
    if (!regular(host)) {
      throw new NoSuchFileException(path);
    }
    return Files.newInputStream(host, LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public void makeFolder(String path, int mode) throws IOException {
    Path host = locate(path);
    Files.createDirectories(host);
    chmod(host, mode);
  }

  @Override
  public int mode(String path) throws IOException {
    return (int) Files.getAttribute(locate(path), "unix:mode", LinkOption.NOFOLLOW_LINKS) & 07777;
  }

  @Override
  public void setMode(String path, int mode) throws IOException {
    chmod(locate(path), mode);
  }

  @Override
  public long size(String path) throws IOException {
    return Files.size(locate(path));
  }

  private static boolean regular(Path host) {
    return Files.isRegularFile(host, LinkOption.NOFOLLOW_LINKS);
  }

  /** Sets permission bits as chmod does. */
  public static void chmod(Path path, int mode) throws IOException {
    Files.setAttribute(path, "unix:mode", mode & 07777, LinkOption.NOFOLLOW_LINKS);
  }
}
