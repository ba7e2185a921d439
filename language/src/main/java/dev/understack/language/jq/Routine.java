package dev.understack.language.jq;

/** A compiled function, or the body of an argument that is not evaluated at once. */
final class Routine {
  private final String name;
  private int entry = -1;
  private int slots;

  Routine(String name) {
    this.name = name;
  }

  void startsAt(int place) {
    entry = place;
  }

  int entry() {
    return entry;
  }

  int slots() {
    return slots;
  }

  /** Reserves one variable. */
  int newSlot() {
    return slots++;
  }

  @Override
  public String toString() {
    return name;
  }
}
