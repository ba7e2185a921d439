package dev.understack.language.fmt;

/** Flags, width and precision of one verb. */
final class FormatFlags {
  boolean plus;
  boolean minus;
  boolean sharp;
  boolean space;
  boolean zero;

  /** {@code %+v} and {@code %#v} change what nested values print, so they have their own flags. */
  boolean plusV;

  boolean sharpV;
  boolean hasWidth;
  boolean hasPrecision;
  int width;
  int precision;

  void clear() {
    plus = false;
    minus = false;
    sharp = false;
    space = false;
    zero = false;
    plusV = false;
    sharpV = false;
    hasWidth = false;
    hasPrecision = false;
    width = 0;
    precision = 0;
  }

  /** Turns {@code %+v} and {@code %#v} into their own flags. */
  void startV() {
    sharpV = sharp;
    sharp = false;
    plusV = plus;
    plus = false;
  }
}
