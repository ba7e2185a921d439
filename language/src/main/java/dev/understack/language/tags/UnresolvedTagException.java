package dev.understack.language.tags;

import dev.understack.language.LanguageException;

/** A tag that had to resolve has no value. */
public final class UnresolvedTagException extends LanguageException {
  private static final long serialVersionUID = 1L;
  private final String tag;
  private final boolean absentOptional;

  private UnresolvedTagException(
      String source, int offset, String problem, String tag, boolean absentOptional) {
    super(TagTemplate.LANGUAGE, source, offset, problem);
    this.tag = tag;
    this.absentOptional = absentOptional;
  }

  static UnresolvedTagException unknown(String source, int offset, String tag) {
    return new UnresolvedTagException(
        source, offset, "failed to resolve {{" + tag + "}}", tag, false);
  }

  static UnresolvedTagException absent(String source, int offset, String tag) {
    return new UnresolvedTagException(
        source, offset, "failed to resolve {{" + tag + "}}: it is an absent optional", tag, true);
  }

  /** What stands between the braces. */
  public String tag() {
    return tag;
  }

  /**
   * Whether the variable is known to stay without value, such as an output of a skipped step;
   * otherwise the value may still come.
   */
  public boolean isAbsentOptional() {
    return absentOptional;
  }
}
