package dev.understack.language.jq;

/** What values cost, for the limit on memory. */
final class Sizes {
  private static final int SLOT = 16;

  private Sizes() {}

  /** Bytes that {@code count} elements or members take in their container. */
  static long slots(long count) {
    return SLOT * (count + 2);
  }

  /** Length of the UTF-8 form. */
  static int utf8(String text) {
    int length = text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        // A pair of surrogates takes four bytes.
        length += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
      }
    }
    return length;
  }
}
