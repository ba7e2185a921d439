package dev.understack.language.sprig;

import dev.understack.language.value.GoFunction;
import dev.understack.language.value.GoType;
import java.util.ArrayDeque;
import java.util.Deque;

/** Slash-separated paths, as Go's {@code path} package treats them. */
final class PathFunctions {
  private PathFunctions() {}

  static void addTo(FunctionTable table) {
    add(table, "base", "osBase", a -> base(a.text(0)));
    add(table, "dir", "osDir", a -> clean(a.text(0).substring(0, a.text(0).lastIndexOf('/') + 1)));
    add(table, "clean", "osClean", a -> clean(a.text(0)));
    add(table, "ext", "osExt", a -> extension(a.text(0)));
    add(table, "isAbs", "osIsAbs", a -> a.text(0).startsWith("/"));
  }

  private static void add(FunctionTable table, String name, String osName, GoFunction.Body body) {
    table.add(name, body, GoType.STRING);
    table.add(osName, body, GoType.STRING);
  }

  private static String base(String path) {
    if (path.isEmpty()) {
      return ".";
    }
    String trimmed = path.replaceFirst("/+$", "");
    return trimmed.isEmpty() ? "/" : trimmed.substring(trimmed.lastIndexOf('/') + 1);
  }

  private static String extension(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot);
  }

  private static String clean(String path) {
    boolean rooted = path.startsWith("/");
    Deque<String> parts = new ArrayDeque<>();
    for (String part : path.split("/", -1)) {
      boolean up = part.equals("..");
      if (up && !parts.isEmpty() && !parts.getLast().equals("..")) {
        parts.removeLast();
      } else if (!part.isEmpty() && !part.equals(".") && !(up && rooted)) {
        parts.addLast(part);
      }
    }
    String joined = String.join("/", parts);
    if (rooted) {
      return "/" + joined;
    }
    return joined.isEmpty() ? "." : joined;
  }
}
