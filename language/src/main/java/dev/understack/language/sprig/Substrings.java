package dev.understack.language.sprig;

import dev.understack.language.FunctionException;
import dev.understack.language.value.GoText;
import dev.understack.language.value.Strings;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Parts of strings. They count bytes, as sprig does, also where that cuts characters. */
final class Substrings {
  private static final String ELLIPSIS = "...";

  private Substrings() {}

  static String between(int start, int end, String text) {
    byte[] bytes = GoText.bytes(text);
    int from = start;
    int to = end;
    if (start < 0) {
      from = 0;
    } else if (end < 0 || end > bytes.length) {
      to = bytes.length;
    }
    if (to < 0 || to > bytes.length) {
      String length = to < 0 ? "" : " with length " + bytes.length;
      throw new FunctionException(
          "runtime error: slice bounds out of range [:" + to + "]" + length);
    }
    if (from > to) {
      throw new FunctionException(
          "runtime error: slice bounds out of range [" + from + ":" + to + "]");
    }
    return GoText.of(bytes, from, to);
  }

  static String abbreviated(int left, int width, String text) {
    if (width < 4 || (left > 0 && width < 7)) {
      return text;
    }
    byte[] bytes = GoText.bytes(text);
    if (bytes.length <= width) {
      return text;
    }
    int kept = width - ELLIPSIS.length();
    int offset = Math.min(left, bytes.length);
    if (bytes.length - offset < kept) {
      offset = bytes.length - kept;
    }
    if (offset <= 4) {
      return GoText.of(bytes, 0, kept) + ELLIPSIS;
    }
    if (offset + kept < bytes.length) {
      return ELLIPSIS + abbreviated(0, kept, GoText.of(bytes, offset, bytes.length));
    }
    return ELLIPSIS + GoText.of(bytes, bytes.length - kept, bytes.length);
  }

  /** sprig takes every byte for a character here; only texts without spaces stay as they are. */
  static String withoutSpaces(String text) {
    String latin = latin(text);
    StringBuilder out = new StringBuilder(latin.length());
    latin.chars().filter(c -> !Strings.isSpace(c)).forEach(c -> out.append((char) c));
    return out.length() == latin.length() ? text : out.toString();
  }

  static String initials(String text) {
    StringBuilder out = new StringBuilder();
    boolean gap = true;
    for (char c : latin(text).toCharArray()) {
      if (Strings.isSpace(c)) {
        gap = true;
      } else if (gap) {
        out.append(c);
        gap = false;
      }
    }
    return out.toString();
  }

  private static String latin(String text) {
    return new String(GoText.bytes(text), StandardCharsets.ISO_8859_1);
  }

  static String wrapped(String text, int width, String lineEnd, boolean longWords) {
    String line = latin(text);
    StringBuilder out = new StringBuilder();
    int offset = 0;
    while (line.length() - offset > width) {
      if (line.charAt(offset) == ' ') {
        offset++;
        continue;
      }
      int space = line.lastIndexOf(' ', offset + width);
      if (space >= offset) {
        out.append(line, offset, space).append(latin(lineEnd));
        offset = space + 1;
      } else if (longWords) {
        out.append(line, offset, offset + width).append(latin(lineEnd));
        offset += width;
      } else {
        int next = line.indexOf(' ', offset + width);
        int end = next < 0 ? line.length() : next;
        out.append(line, offset, end).append(next < 0 ? "" : latin(lineEnd));
        offset = next < 0 ? end : next + 1;
      }
    }
    out.append(line, offset, line.length());
    byte[] bytes = out.toString().getBytes(StandardCharsets.ISO_8859_1);
    return GoText.of(Arrays.copyOf(bytes, bytes.length));
  }
}
