package dev.understack.language.value;

import dev.understack.language.FunctionException;

/** Text that grows up to a limit. Not thread-safe. */
public final class BoundedText {
  private final StringBuilder text = new StringBuilder();
  private final long limit;

  /** Text of at most {@code limit} chars. */
  public BoundedText(long limit) {
    this.limit = limit;
  }

  /**
   * Appends text.
   *
   * @throws FunctionException when the limit is passed
   */
  public BoundedText append(String part) {
    reserve(part.length());
    text.append(part);
    return this;
  }

  /** Appends one char. */
  public BoundedText append(char part) {
    reserve(1);
    text.append(part);
    return this;
  }

  /** Appends a code point. */
  public BoundedText appendCodePoint(int part) {
    reserve(2);
    text.appendCodePoint(part);
    return this;
  }

  /** Appends a char {@code count} times; nothing when it is not positive. */
  public BoundedText repeat(char part, int count) {
    if (count > 0) {
      reserve(count);
      text.repeat(part, count);
    }
    return this;
  }

  /** Length in chars. */
  public int length() {
    return text.length();
  }

  private void reserve(int more) {
    if (text.length() + (long) more > limit) {
      throw new FunctionException("result is longer than " + limit + " characters");
    }
  }

  /** The text so far. */
  @Override
  public String toString() {
    return text.toString();
  }
}
