package dev.understack.language.lua;

import org.jspecify.annotations.Nullable;

/** The local state of one running function. */
final class Frame {
  final Machine machine;
  final @Nullable Object[] slots;
  final Cell[] upvalues;
  final @Nullable Object[] extra;

  final @Nullable Frame caller;

  /** The line that runs, for errors. */
  int line;

  /** Results of a return statement. */
  @Nullable Object[] returned = LuaFunction.NOTHING;

  /** A function whose call is the result of the return statement, null for none. */
  @Nullable LuaFunction tail;

  /** Where a goto leads. */
  @Nullable String label;

  Frame(Machine machine, int slots, Cell[] upvalues, @Nullable Object[] extra) {
    this.machine = machine;
    this.caller = machine.frame();
    this.slots = new Object[slots];
    this.upvalues = upvalues;
    this.extra = extra;
  }
}
