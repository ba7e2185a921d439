package dev.understack.executors.pod;

import java.util.ArrayDeque;
import java.util.Deque;

/** Paths inside containers, made plain. */
public final class CleanPath {
  private CleanPath() {}

  /**
   * The path without slashes at its ends and without {@code .} and {@code ..} parts.
   *
   * @throws IllegalArgumentException when {@code ..} leads out of the root
   */
  public static String relative(String path) {
    Deque<String> parts = new ArrayDeque<>();
    for (String part : path.split("/", -1)) {
      switch (part) {
        case "", "." -> {}
        case ".." -> {
          if (parts.pollLast() == null) {
            throw new IllegalArgumentException("path " + path + " leads out of its folder");
          }
        }
        default -> parts.addLast(part);
      }
    }
    return String.join("/", parts);
  }

  /** The same as an absolute path. */
  public static String absolute(String path) {
    return "/" + relative(path);
  }
}
