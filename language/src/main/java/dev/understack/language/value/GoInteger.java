package dev.understack.language.value;

/**
 * An integer of another Go type than {@code int}; an {@code int} is a {@link Long}.
 *
 * @param kind an integer kind other than INT
 * @param value the value, for UINT64 the bits
 */
public record GoInteger(GoKind kind, long value) {
  public GoInteger {
    if (!kind.isInteger() || kind == GoKind.INT) {
      throw new IllegalArgumentException("not an integer type besides int: " + kind);
    }
  }

  /** A Go {@code int64}. */
  public static GoInteger int64(long value) {
    return new GoInteger(GoKind.INT64, value);
  }

  /** A Go {@code byte}. */
  public static GoInteger byteOf(int value) {
    return new GoInteger(GoKind.UINT8, value & 0xff);
  }

  /** The number in decimal. */
  @Override
  public String toString() {
    return kind == GoKind.UINT64 ? Long.toUnsignedString(value) : Long.toString(value);
  }
}
