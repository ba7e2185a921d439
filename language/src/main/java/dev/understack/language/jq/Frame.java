package dev.understack.language.jq;

import org.jspecify.annotations.Nullable;

/** The variables of one call, and where it returns to. */
final class Frame {
  private final @Nullable Object[] slots;
  private final @Nullable Frame outer;
  private final @Nullable Frame caller;
  private final int returnTo;
  private final int depth;

  /**
   * @param outer frame of the function around this one's text
   * @param caller frame to return to
   */
  Frame(int slots, @Nullable Frame outer, @Nullable Frame caller, int returnTo) {
    this.slots = new @Nullable Object[slots];
    this.outer = outer;
    this.caller = caller;
    this.returnTo = returnTo;
    this.depth = caller == null ? 0 : caller.depth + 1;
  }

  /** The frame {@code levels} functions further out. */
  Frame outer(int levels) {
    Frame frame = this;
    for (int i = 0; i < levels && frame.outer != null; i++) {
      frame = frame.outer;
    }
    return frame;
  }

  @Nullable Object get(int slot) {
    return slots[slot];
  }

  void set(int slot, Object value) {
    slots[slot] = value;
  }

  @Nullable Frame caller() {
    return caller;
  }

  int returnTo() {
    return returnTo;
  }

  int depth() {
    return depth;
  }
}
