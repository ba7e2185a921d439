package dev.understack.language;

/**
 * What one evaluation has used of its {@link Limits}. For one thread.
 *
 * <p>Loops call {@link #step}, makers of values call {@link #spend} before they make one.
 */
public final class Meter {
  private static final int CHECK_EVERY = 512;

  private final String language;
  private final String source;
  private final Limits limits;
  private final long deadline;
  private long spent;
  private int steps;

  /** Starts the clock; {@code language} and {@code source} are for the fault's message. */
  public Meter(String language, String source, Limits limits) {
    this.language = language;
    this.source = source;
    this.limits = limits;
    this.deadline = System.nanoTime() + limits.time().toNanos();
  }

  /** One step of work, bounded in time. */
  public void step() {
    if (++steps >= CHECK_EVERY) {
      check();
    }
  }

  /** Work on {@code chars} characters at once. */
  public void step(int chars) {
    steps += 1 + (chars >> 6);
    if (steps < 0 || steps >= CHECK_EVERY) {
      check();
    }
  }

  private void check() {
    steps = 0;
    if (System.nanoTime() - deadline > 0) {
      throw fault("evaluation took longer than " + limits.time().toMillis() + " ms");
    }
  }

  /** Makes {@code bytes} bytes of values. */
  public void spend(long bytes) {
    spent += bytes;
    if (spent > limits.outputBytes() || spent < 0) {
      throw fault("evaluation made more than " + limits.outputBytes() + " bytes of values");
    }
  }

  /** Refuses one value of more than the limit's bytes. */
  public void size(long bytes) {
    if (bytes > limits.outputBytes()) {
      throw fault("a value has more than " + limits.outputBytes() + " bytes");
    }
  }

  /** Refuses a nesting beyond the limit. */
  public void depth(int depth) {
    if (depth > limits.depth()) {
      throw tooDeep();
    }
  }

  /** The fault of nesting beyond the limit. */
  public LanguageException tooDeep() {
    return fault("nesting is deeper than " + limits.depth());
  }

  private LanguageException fault(String problem) {
    return new LanguageException(language, source, problem);
  }
}
