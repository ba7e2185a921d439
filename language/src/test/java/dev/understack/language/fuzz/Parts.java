package dev.understack.language.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** An input of several texts: a zero stands between them, and what is missing is empty. */
final class Parts {
  private Parts() {}

  static List<String> of(byte[] input, int count) {
    String text = new String(input, StandardCharsets.UTF_8);
    List<String> parts = new ArrayList<>(List.of(text.split("\0", count)));
    while (parts.size() < count) {
      parts.add("");
    }
    return parts;
  }
}
