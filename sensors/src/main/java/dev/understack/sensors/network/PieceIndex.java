package dev.understack.sensors.network;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds which of many texts occur in a text, in one pass over it whatever their number
 * (Aho-Corasick). Immutable once built; safe for several threads.
 */
final class PieceIndex {
  private final Node root = new Node();

  /** Indexes texts by their place in the list; none may be empty. */
  PieceIndex(List<String> pieces) {
    for (int i = 0; i < pieces.size(); i++) {
      Node node = root;
      for (char c : pieces.get(i).toCharArray()) {
        node = node.next.computeIfAbsent(c, _ -> new Node());
      }
      node.ends.add(i);
    }
    link();
  }

  /** The places of the texts that occur in {@code text}. */
  BitSet find(String text) {
    BitSet found = new BitSet();
    Node node = root;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      Node next = node.next.get(c);
      while (next == null && node.fallback != null) {
        node = node.fallback;
        next = node.next.get(c);
      }
      node = next == null ? root : next;
      for (Node end = node; end != null; end = end.nextEnd) {
        end.ends.forEach(found::set);
      }
    }
    return found;
  }

  /** Sets, level by level, where to go on when a text ends to match. */
  private void link() {
    ArrayDeque<Node> queue = new ArrayDeque<>(root.next.values());
    root.next.values().forEach(child -> child.fallback = root);
    while (!queue.isEmpty()) {
      Node node = queue.removeFirst();
      node.next.forEach((c, child) -> {
        child.fallback = follow(node.fallback, c);
        Node fallback = child.fallback;
        child.nextEnd = fallback.ends.isEmpty() ? fallback.nextEnd : fallback;
        queue.addLast(child);
      });
    }
  }

  private Node follow(@Nullable Node from, char c) {
    Node node = from;
    while (node != null) {
      Node next = node.next.get(c);
      if (next != null) {
        return next;
      }
      node = node.fallback;
    }
    return root;
  }

  /** A prefix of some texts. */
  private static final class Node {
    final Map<Character, Node> next = new HashMap<>(2);
    final List<Integer> ends = new ArrayList<>(0);
    @Nullable Node fallback;

    /** The nearest node on the way of fallbacks where a text ends. */
    @Nullable Node nextEnd;
  }
}
