package dev.understack.server.kube;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads the fields of one protobuf message, one after the other. For one thread. */
final class ProtobufReader {
  private static final int VARINT = 0;
  private static final int FIXED_64 = 1;
  private static final int LENGTH = 2;
  private static final int FIXED_32 = 5;

  private final byte[] bytes;
  private final int end;
  private int at;
  private int tag;

  ProtobufReader(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.at = start;
    this.end = end;
  }

  /** Goes to the next field; false at the end. Its value must then be read or skipped. */
  boolean next() {
    if (at >= end) {
      return false;
    }
    tag = (int) raw();
    return true;
  }

  int field() {
    return tag >>> 3;
  }

  long varint() {
    expect(VARINT);
    return raw();
  }

  String text() {
    int length = length();
    String text = new String(bytes, at, length, StandardCharsets.UTF_8);
    at += length;
    return text;
  }

  byte[] bytes() {
    int length = length();
    byte[] copy = Arrays.copyOfRange(bytes, at, at + length);
    at += length;
    return copy;
  }

  /** The message in this field. */
  ProtobufReader message() {
    int length = length();
    ProtobufReader inside = new ProtobufReader(bytes, at, at + length);
    at += length;
    return inside;
  }

  void skip() {
    switch (tag & 7) {
      case VARINT -> raw();
      case FIXED_64 -> advance(8);
      case LENGTH -> advance(length());
      case FIXED_32 -> advance(4);
      default -> throw ProtobufBody.malformed("unknown wire type " + (tag & 7));
    }
  }

  private void advance(int count) {
    at += count;
    if (at > end) {
      throw ProtobufBody.malformed("it ends too early");
    }
  }

  private int length() {
    expect(LENGTH);
    long length = raw();
    if (length < 0 || length > end - at) {
      throw ProtobufBody.malformed("a field is longer than its message");
    }
    return (int) length;
  }

  private void expect(int wireType) {
    if ((tag & 7) != wireType) {
      throw ProtobufBody.malformed("field " + field() + " has wire type " + (tag & 7));
    }
  }

  private long raw() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (at >= end) {
        throw ProtobufBody.malformed("it ends too early");
      }
      byte next = bytes[at++];
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw ProtobufBody.malformed("a number is too long");
  }
}
