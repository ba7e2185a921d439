package dev.understack.language.gjson;

/** Content of JSON strings to text, as gjson does it. */
final class JsonStrings {
  private JsonStrings() {}

  /** What stands between two quotes, with escapes resolved; a broken escape ends the text. */
  static String unescape(String text, int from, int to) {
    int escape = from;
    while (escape < to && text.charAt(escape) != '\\' && text.charAt(escape) >= ' ') {
      escape++;
    }
    if (escape == to) {
      return text.substring(from, to);
    }
    StringBuilder out = new StringBuilder(to - from).append(text, from, escape);
    int i = escape;
    while (i < to && text.charAt(i) >= ' ') {
      char c = text.charAt(i);
      if (c != '\\') {
        out.append(c);
        i++;
        continue;
      }
      if (i + 1 >= to) {
        break;
      }
      char kind = text.charAt(i + 1);
      if (kind == 'u') {
        if (i + 6 > to) {
          break;
        }
        i = appendUnicode(text, i, to, out);
        continue;
      }
      int at = "\\/bfnrt\"".indexOf(kind);
      if (at < 0) {
        break;
      }
      out.append("\\/\b\f\n\r\t\"".charAt(at));
      i += 2;
    }
    return out.toString();
  }

  private static int appendUnicode(String text, int i, int to, StringBuilder out) {
    char unit = hex(text, i + 2);
    i += 6;
    if (!Character.isSurrogate(unit)) {
      out.append(unit);
      return i;
    }
    if (i + 6 <= to && text.charAt(i) == '\\' && text.charAt(i + 1) == 'u') {
      char low = hex(text, i + 2);
      if (Character.isSurrogatePair(unit, low)) {
        out.append(unit).append(low);
      } else {
        out.append('\uFFFD');
      }
      return i + 6;
    }
    out.append('\uFFFD');
    return i;
  }

  private static char hex(String text, int i) {
    int value = 0;
    for (int k = i; k < i + 4; k++) {
      int digit = Character.digit(text.charAt(k), 16);
      if (digit < 0 || text.charAt(k) > 'f') {
        return 0;
      }
      value = value * 16 + digit;
    }
    return (char) value;
  }
}
