package dev.understack.model;

import java.util.Map;

/**
 * An object read from a text, with the position of each of its fields.
 *
 * @param source file name or other origin
 * @param object the object
 * @param positions JSON path (as in {@link Fault#path}) to position; the empty path is the object
 */
public record Manifest(String source, KubeObject object, Map<String, Position> positions) {

  public Manifest {
    positions = Map.copyOf(positions);
  }

  /** The position of {@code path}, or of its nearest parent that the text has. */
  public Position position(String path) {
    String at = path;
    while (true) {
      Position found = positions.get(at);
      if (found != null) {
        return found;
      }
      if (at.isEmpty()) {
        return Position.START;
      }
      int cut = Math.max(at.lastIndexOf('.'), at.lastIndexOf('['));
      at = at.substring(0, Math.max(cut, 0));
    }
  }
}
