package dev.understack.language.gjson;

import dev.understack.language.GoJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Follows a path of plain keys and indexes in a tree; other paths are searched in its text. */
final class TreeSearch {
  private TreeSearch() {}

  static GjsonResult get(JsonNode tree, GjsonPath path) {
    if (!tree.isContainer() || !isPlain(path.text())) {
      return path.get(GoJson.write(tree)).withoutPlace();
    }
    JsonNode node = tree;
    GjsonPath rest = path;
    while (rest != null) {
      if (node.isObject()) {
        ObjectStep step = rest.objectStep();
        node = node.get(step.key());
        rest = step.next();
      } else {
        ArrayStep step = rest.arrayStep();
        node = step.index() < 0 ? null : node.get(step.index());
        rest = step.next();
      }
      if (node == null || (rest != null && !node.isContainer())) {
        return GjsonResult.MISSING;
      }
    }
    return of(node);
  }

  private static GjsonResult of(@Nullable JsonNode node) {
    return node == null ? GjsonResult.MISSING : GjsonResult.parse(GoJson.write(node));
  }

  private static boolean isPlain(String path) {
    if (path.startsWith("..")) {
      return false; // JSON lines
    }
    for (int i = 0; i < path.length(); i++) {
      if ("\\*?#|@!{[".indexOf(path.charAt(i)) >= 0) {
        return false;
      }
    }
    return true;
  }
}
