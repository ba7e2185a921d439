package dev.understack.language.jq;

/** A place in the program that instructions jump to, known once it has been reached. */
final class Target {
  private int place = -1;

  void is(int here) {
    place = here;
  }

  int place() {
    return place;
  }
}
