package dev.understack.sensors.vectors;

/** Runs a vector through our code and says what differs; empty when nothing does. */
@FunctionalInterface
interface Adapter {
  String differs(Vector vector) throws Exception;

  /** Starts the text of a difference that is meant: the recorded result is a defect. */
  String MEANT = "meant: ";

  static String compare(Object expected, Object actual) {
    return expected.equals(actual) ? "" : "expected " + expected + ", got " + actual;
  }
}
