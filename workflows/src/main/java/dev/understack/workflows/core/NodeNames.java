package dev.understack.workflows.core;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Ids, pod names and display names that follow from the name of a node. */
public final class NodeNames {
  private static final int LONGEST_POD_PREFIX = 253 - 11;
  private static final Pattern LEADING = Pattern.compile("^(\\[\\d+\\])?\\.?");

  private NodeNames() {}

  /** The id of a node: the workflow's name for the root, else that name and a hash. */
  public static String id(String workflow, String node) {
    return node.equals(workflow) ? workflow : workflow + "-" + hash(node);
  }

  /** The name of the pod that stands for the leaf of this name. */
  public static String podName(String workflow, String node, String template) {
    return podNameOf(workflow, id(workflow, node), template);
  }

  /** The name of the pod that stands for the leaf of this id. */
  static String podNameOf(String workflow, String id, String template) {
    if (id.equals(workflow)) {
      return workflow;
    }
    String prefix = template.isEmpty() ? workflow : workflow + "-" + template;
    if (prefix.length() > LONGEST_POD_PREFIX) {
      prefix = prefix.substring(0, LONGEST_POD_PREFIX);
    }
    return prefix + id.substring(workflow.length());
  }

  /** What people see: the name inside the enclosing steps or DAG node. */
  static String displayName(String node, String boundary) {
    if (boundary.isEmpty() || !node.startsWith(boundary)) {
      return node;
    }
    String rest = node.substring(boundary.length());
    String shown = LEADING.matcher(rest).replaceFirst("");
    return shown.isEmpty() ? rest : shown;
  }

  /** FNV-1a, 32 bit, as an unsigned decimal. */
  static String hash(String text) {
    int hash = 0x811c9dc5;
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      hash ^= b & 0xff;
      hash *= 0x01000193;
    }
    return Integer.toUnsignedString(hash);
  }
}
