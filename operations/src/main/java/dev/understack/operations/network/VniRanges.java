package dev.understack.operations.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The VNI ranges of a group as Nautobot keeps them: {@code 10-15,20-30}. Immutable. */
record VniRanges(List<String> parts) {
  private static final Pattern RANGE =
      Pattern.compile("\\s*(\\d{1,9})(?:\\s*-\\s*(\\d{1,9}))?\\s*");

  /** One range, both ends included. */
  private record Range(long start, long end) {
    /** A single number is a range of one. */
    static Optional<Range> of(String text) {
      Matcher numbers = RANGE.matcher(text);
      if (!numbers.matches()) {
        return Optional.empty();
      }
      long start = Long.parseLong(numbers.group(1));
      return Optional.of(
          new Range(start, numbers.group(2) == null ? start : Long.parseLong(numbers.group(2))));
    }

    boolean overlaps(Range other) {
      return start <= other.end && other.start <= end;
    }

    @Override
    public String toString() {
      return start + "-" + end;
    }
  }

  VniRanges {
    parts = List.copyOf(parts);
  }

  static VniRanges of(String text) {
    return new VniRanges(
        Arrays.stream(text.split(",", -1)).map(String::strip).filter(p -> !p.isEmpty()).toList());
  }

  /** With {@code range} at the end, unless it is there already. */
  VniRanges plus(String range) {
    if (range.isEmpty() || parts.contains(range)) {
      return this;
    }
    List<String> more = new ArrayList<>(parts);
    more.add(range);
    return new VniRanges(more);
  }

  /** Without the numbers of {@code range}; a text that is no range changes nothing. */
  VniRanges minus(String range) {
    Optional<Range> removed = Range.of(range).filter(r -> range.contains("-"));
    if (removed.isEmpty()) {
      return this;
    }
    List<String> left = new ArrayList<>();
    for (String part : parts) {
      Optional<Range> known = Range.of(part);
      if (known.isEmpty() || !known.get().overlaps(removed.get())) {
        left.add(part);
      } else {
        left.addAll(rest(known.get(), removed.get()));
      }
    }
    return new VniRanges(left);
  }

  private static List<String> rest(Range known, Range removed) {
    List<String> left = new ArrayList<>();
    if (known.start() < removed.start()) {
      left.add(new Range(known.start(), removed.start() - 1).toString());
    }
    if (removed.end() < known.end()) {
      left.add(new Range(removed.end() + 1, known.end()).toString());
    }
    return left;
  }

  @Override
  public String toString() {
    return String.join(",", parts);
  }
}
