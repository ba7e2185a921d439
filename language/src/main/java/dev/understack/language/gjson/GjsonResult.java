package dev.understack.language.gjson;

import dev.understack.language.GoFloats;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A value that a path has found, or none. Immutable; the text it came from stays in memory with it.
 */
public final class GjsonResult {
  static final GjsonResult MISSING = new GjsonResult(GjsonType.NULL, "", 0, 0, 0, null);

  private final GjsonType type;
  private final String text;
  private final int start;
  private final int end;
  private final int index;
  private final int @Nullable [] indexes;

  private GjsonResult(
      GjsonType type, String text, int start, int end, int index, int @Nullable [] indexes) {
    this.type = type;
    this.text = text;
    this.start = start;
    this.end = end;
    this.index = index;
    this.indexes = indexes;
  }

  static GjsonResult of(GjsonType type, String text, int start, int end) {
    return new GjsonResult(type, text, start, end, 0, null);
  }

  /** The value that a text starts with, as gjson's {@code Parse}; not checked for validity. */
  public static GjsonResult parse(String json) {
    int i = 0;
    while (i < json.length() && json.charAt(i) <= ' ') {
      i++;
    }
    if (i == json.length() || !JsonScan.startsValue(json.charAt(i))) {
      return MISSING;
    }
    GjsonType type = JsonScan.typeAt(json, i, json.length());
    int end = type == GjsonType.JSON ? json.length() : JsonScan.valueEnd(json, i, json.length());
    return of(type, json, i, end < 0 ? json.length() : end).at(i);
  }

  GjsonResult at(int place) {
    return place == index ? this : new GjsonResult(type, text, start, end, place, indexes);
  }

  GjsonResult withIndexes(int[] places) {
    return new GjsonResult(type, text, start, end, index, places);
  }

  GjsonResult withoutIndexes() {
    return indexes == null ? this : of(type, text, start, end).at(index);
  }

  GjsonResult withoutPlace() {
    return of(type, text, start, end);
  }

  /** Whether there is a value; null is one. */
  public boolean exists() {
    return type != GjsonType.NULL || end > start;
  }

  /** The kind; {@code NULL} when there is no value. */
  public GjsonType type() {
    return type;
  }

  /** Exactly the characters of the document; empty when there is no value. */
  public String raw() {
    return text.substring(start, end);
  }

  /**
   * Place of {@link #raw} in the document in chars; 0 when it is not a part of the document, or the
   * document itself.
   */
  public int index() {
    return index;
  }

  /** Places of the elements of {@link #raw} where a path with {@code #} collected them. */
  public int @Nullable [] indexes() {
    return indexes == null ? null : indexes.clone();
  }

  /**
   * The value as text: a string's content, an integer's digits, other numbers in shortest form
   * without exponent, raw JSON of objects and arrays, empty for null.
   */
  public String string() {
    return switch (type) {
      case NULL -> "";
      case FALSE -> "false";
      case TRUE -> "true";
      case STRING -> content();
      case JSON -> raw();
      case NUMBER -> isInteger() ? raw() : GoFloats.plain(number());
    };
  }

  private String content() {
    boolean closed = end - start >= 2 && text.charAt(end - 1) == '"';
    return JsonStrings.unescape(text, start + 1, closed ? end - 1 : end);
  }

  private boolean isInteger() {
    for (int i = text.charAt(start) == '-' ? start + 1 : start; i < end; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  /** The value as a float: strings are parsed, true is 1, everything without a number is 0. */
  public double number() {
    return switch (type) {
      case NULL, FALSE, JSON -> 0;
      case TRUE -> 1;
      case STRING -> GoFloats.parseOrZero(content());
      case NUMBER -> GoFloats.parseOrZero(raw());
    };
  }

  /** The value as a boolean: true, a number that is not 0, or one of the words for true. */
  public boolean bool() {
    return switch (type) {
      case NULL, FALSE, JSON -> false;
      case TRUE -> true;
      case STRING -> isTrueWord(content().toLowerCase(Locale.ROOT));
      case NUMBER -> number() != 0;
    };
  }

  static boolean isTrueWord(String word) {
    return word.equals("true") || word.equals("t") || word.equals("1");
  }

  static boolean isFalseWord(String word) {
    return word.equals("false") || word.equals("f") || word.equals("0");
  }

  /** Whether the value is an object. */
  public boolean isObject() {
    return type == GjsonType.JSON && end > start && text.charAt(start) == '{';
  }

  /** Whether the value is an array. */
  public boolean isArray() {
    return type == GjsonType.JSON && end > start && text.charAt(start) == '[';
  }

  boolean isContainer() {
    return type == GjsonType.JSON;
  }

  /** The elements of an array; any other value alone; nothing for null. */
  public List<GjsonResult> array() {
    List<GjsonResult> elements = new ArrayList<>();
    if (type == GjsonType.NULL) {
      return elements;
    }
    if (!isArray()) {
      return List.of(this);
    }
    forEach((key, element) -> elements.add(element));
    return elements;
  }

  /**
   * Passes each member of an object with its key, or each element of an array with a missing key,
   * until {@code visitor} says false.
   */
  public void forEach(BiPredicate<GjsonResult, GjsonResult> visitor) {
    if (isContainer()) {
      new Members(this).visit(visitor);
    } else if (exists()) {
      boolean _ = visitor.test(MISSING, this);
    }
  }

  /** The value at a path inside this one. */
  public GjsonResult get(GjsonPath path) {
    GjsonResult found = path.get(raw());
    if (found.indexes == null) {
      return found.at(found.index + index);
    }
    int[] places = found.indexes.clone();
    for (int i = 0; i < places.length; i++) {
      places[i] += index;
    }
    return found.withIndexes(places);
  }

  /**
   * The value as a tree in which every number is a float, as gjson's {@code Value}; null when there
   * is no value. Of members with the same name the first counts.
   */
  public JsonNode value() {
    return new ValueTree().of(this, 0);
  }

  String text() {
    return text;
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  @SuppressWarnings("ReferenceEquality") // the same text, not an equal one
  boolean isPartOf(String document) {
    return text == document;
  }

  @Override
  public String toString() {
    return string();
  }
}
