package dev.understack.language.sjson;

import dev.understack.language.LanguageException;
import dev.understack.language.Limits;
import java.util.ArrayList;
import java.util.List;

/**
 * A place in JSON text that can be set or deleted, in the language of sjson 1.2: keys and indexes
 * joined by dots, {@code -1} to append to an array, {@code :1} for a key in digits. Immutable and
 * safe for threads.
 *
 * <p>Objects and arrays on the way are made when they are missing, and text outside of the place
 * keeps its order and spacing. The text is not checked: it has to be valid JSON or empty. Paths
 * with wildcards, {@code #}, pipes or modifiers only change what a {@link
 * dev.understack.language.gjson.GjsonPath} finds in the text, and make nothing.
 */
public final class SjsonPath {
  static final String LANGUAGE = "sjson";

  private final String text;
  private final List<Step> steps;
  private final boolean simple;

  private SjsonPath(String text, List<Step> steps, boolean simple) {
    this.text = text;
    this.steps = steps;
    this.simple = simple;
  }

  /** Reads a path; a {@link LanguageException} refuses an empty one. */
  public static SjsonPath compile(String path) {
    if (path.isEmpty()) {
      throw new LanguageException(LANGUAGE, path, 0, "path cannot be empty");
    }
    List<Step> steps = new ArrayList<>();
    boolean simple = Step.parse(path, steps);
    if (steps.size() > Limits.DEFAULT.depth()) {
      throw new LanguageException(
          LANGUAGE, path, "expected at most " + Limits.DEFAULT.depth() + " parts in a path");
    }
    return new SjsonPath(path, List.copyOf(steps), simple);
  }

  /** {@code json} with the string {@code value} at this place. */
  public String set(String json, String value) {
    StringBuilder quoted = new StringBuilder(value.length() + 2);
    Quote.append(value, quoted);
    return setRaw(json, quoted.toString());
  }

  /** {@code json} with the JSON text {@code raw} at this place, taken as it is. */
  public String setRaw(String json, String raw) {
    return simple
        ? new Change(text, raw, false).apply(json, steps)
        : FoundPlaces.replace(json, text, raw);
  }

  /** {@code json} without what is at this place; unchanged if nothing is there. */
  public String delete(String json) {
    if (!simple) {
      throw new LanguageException(LANGUAGE, text, "cannot delete value from a complex path");
    }
    return new Change(text, "", true).apply(json, steps);
  }

  /** The path as written. */
  public String text() {
    return text;
  }

  @Override
  public String toString() {
    return text;
  }
}
