package dev.understack.language.gjson;

import dev.understack.language.LanguageException;
import dev.understack.language.Limits;
import dev.understack.language.Meter;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A path into JSON text in the language of gjson 1.19: keys and indexes joined by dots, wildcards,
 * {@code #}, queries, modifiers, pipes and multipaths. Immutable and safe for threads; compile
 * once, use often.
 *
 * <p>As in gjson every text is a path, and texts that are not JSON give some result or none rather
 * than an error: ask {@link #isValid} first where it matters. A {@link LanguageException} is thrown
 * only when a limit is exceeded.
 */
public final class GjsonPath {
  private static final String LANGUAGE = "gjson";
  private static final int LONGEST = 32_768;

  private final String text;
  // Each is made from the text when first needed; threads may make equal ones, which does no harm.
  private @Nullable Head head;
  private @Nullable ObjectStep objectStep;
  private @Nullable ArrayStep arrayStep;

  private GjsonPath(String text) {
    this.text = text;
  }

  /** Reads a path; refuses only one of more than 32768 characters. */
  public static GjsonPath compile(String path) {
    if (path.length() > LONGEST) {
      throw new LanguageException(
          LANGUAGE, path, LONGEST, "expected a path of at most " + LONGEST + " characters");
    }
    return new GjsonPath(path);
  }

  static GjsonPath inner(String text) {
    return new GjsonPath(text);
  }

  /** Whether {@code text} is one JSON value and nothing else, as gjson's {@code Valid}. */
  public static boolean isValid(String text) {
    return JsonValidity.isValid(text);
  }

  /** {@code key} with a backslash before every character that means something in a path. */
  public static String escape(String key) {
    StringBuilder out = new StringBuilder(key.length() + 8);
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      boolean safe = Character.isLetterOrDigit(c) || c <= ' ' || c > '~' || "_-:".indexOf(c) >= 0;
      out.append(safe ? "" : "\\").append(c);
    }
    return out.toString();
  }

  /** The value in {@code json}, read only as far as needed. */
  public GjsonResult get(String json) {
    return get(json, Limits.DEFAULT);
  }

  /** As {@link #get(String)} with other limits. */
  public GjsonResult get(String json, Limits limits) {
    return new Search(json, 0, json.length(), new Meter(LANGUAGE, text, limits), 0).get(this);
  }

  /** The value in a tree; {@link GjsonResult#raw} is then its compact text. */
  public GjsonResult get(JsonNode tree) {
    return TreeSearch.get(tree, this);
  }

  /** The path as written. */
  public String text() {
    return text;
  }

  Head head() {
    Head made = head;
    if (made == null) {
      made = Head.parse(this);
      head = made;
    }
    return made;
  }

  ObjectStep objectStep() {
    ObjectStep made = objectStep;
    if (made == null) {
      made = ObjectStep.parse(this);
      objectStep = made;
    }
    return made;
  }

  ArrayStep arrayStep() {
    ArrayStep made = arrayStep;
    if (made == null) {
      made = ArrayStep.parse(this);
      arrayStep = made;
    }
    return made;
  }

  GjsonPath rest(int from) {
    return new GjsonPath(text.substring(from));
  }

  GjsonPath part(String part) {
    return new GjsonPath(part);
  }

  @Override
  public String toString() {
    return text;
  }
}
