package dev.understack.language.sprig;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.understack.language.FunctionException;
import dev.understack.language.NativeFunction;
import dev.understack.language.value.GoFunction;
import dev.understack.language.value.GoInteger;
import dev.understack.language.value.GoKind;
import dev.understack.language.value.GoObject;
import dev.understack.language.value.GoQuote;
import dev.understack.language.value.GoType;
import org.jspecify.annotations.Nullable;

/** A semantic version, whose minor and patch numbers may be left out; a leading v is allowed. */
record SemanticVersion(
    long major, long minor, long patch, String prerelease, String metadata, String original)
    implements GoObject, Comparable<SemanticVersion> {
  private static final Pattern PATTERN =
      Pattern.compile(
          "v?([0-9]+)(\\.[0-9]+)?(\\.[0-9]+)?"
              + "(-([0-9A-Za-z\\-]+(\\.[0-9A-Za-z\\-]+)*))?"
              + "(\\+([0-9A-Za-z\\-]+(\\.[0-9A-Za-z\\-]+)*))?");

  static SemanticVersion parse(String text) {
    Matcher m = PATTERN.matcher(text);
    if (!m.matches()) {
      throw new FunctionException("Invalid Semantic Version");
    }
    String prerelease = orEmpty(m.group(5));
    for (String part : prerelease.split("\\.", -1)) {
      if (part.matches("0[0-9]+")) {
        throw new FunctionException("Version segment starts with 0");
      }
    }
    return new SemanticVersion(
        segment(m.group(1)),
        segment(m.group(2)),
        segment(m.group(3)),
        prerelease,
        orEmpty(m.group(8)),
        text);
  }

  private static String orEmpty(@Nullable String group) {
    return group == null ? "" : group;
  }

  private static long segment(@Nullable String group) {
    if (group == null) {
      return 0;
    }
    String digits = group.startsWith(".") ? group.substring(1) : group;
    try {
      return Long.parseUnsignedLong(digits);
    } catch (NumberFormatException e) {
      throw new FunctionException(
          "Error parsing version segment: strconv.ParseUint: parsing "
              + GoQuote.quote(digits, false)
              + ": value out of range");
    }
  }

  @Override
  public int compareTo(SemanticVersion other) {
    int numbers = Long.compareUnsigned(major, other.major);
    numbers = numbers != 0 ? numbers : Long.compareUnsigned(minor, other.minor);
    numbers = numbers != 0 ? numbers : Long.compareUnsigned(patch, other.patch);
    return numbers != 0 ? numbers : comparePrerelease(prerelease, other.prerelease);
  }

  static int comparePrerelease(String left, String right) {
    if (left.isEmpty() || right.isEmpty()) {
      return Boolean.compare(left.isEmpty(), right.isEmpty());
    }
    String[] a = left.split("\\.", -1);
    String[] b = right.split("\\.", -1);
    for (int i = 0; i < Math.min(a.length, b.length); i++) {
      int order = compareParts(a[i], b[i]);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.length, b.length);
  }

  private static int compareParts(String left, String right) {
    boolean leftNumber = left.matches("[0-9]{1,18}");
    boolean rightNumber = right.matches("[0-9]{1,18}");
    if (leftNumber && rightNumber) {
      return Long.compare(Long.parseLong(left), Long.parseLong(right));
    }
    if (leftNumber != rightNumber) {
      return leftNumber ? -1 : 1;
    }
    return Integer.signum(left.compareTo(right));
  }

  @Override
  public String goType() {
    return "*semver.Version";
  }

  @Override
  public GoKind kind() {
    return GoKind.POINTER;
  }

  @Override
  public @Nullable NativeFunction method(String name) {
    return switch (name) {
      case "Major" -> number(name, major);
      case "Minor" -> number(name, minor);
      case "Patch" -> number(name, patch);
      case "Prerelease" -> GoFunction.of(name, a -> prerelease);
      case "Metadata" -> GoFunction.of(name, a -> metadata);
      case "Original" -> GoFunction.of(name, a -> original);
      case "String" -> GoFunction.of(name, a -> toString());
      case "IncMajor" -> next(name, major + 1, 0, 0);
      case "IncMinor" -> next(name, major, minor + 1, 0);
      case "IncPatch" -> next(name, major, minor, prerelease.isEmpty() ? patch + 1 : patch);
      case "Compare" -> GoFunction.of(name, a -> (long) compareTo(other(a.any(0))), GoType.ANY);
      case "LessThan" -> GoFunction.of(name, a -> compareTo(other(a.any(0))) < 0, GoType.ANY);
      case "GreaterThan" -> GoFunction.of(name, a -> compareTo(other(a.any(0))) > 0, GoType.ANY);
      case "Equal" -> GoFunction.of(name, a -> compareTo(other(a.any(0))) == 0, GoType.ANY);
      default -> null;
    };
  }

  private static GoFunction number(String name, long value) {
    return GoFunction.of(name, a -> new GoInteger(GoKind.UINT64, value));
  }

  private GoFunction next(String name, long nextMajor, long nextMinor, long nextPatch) {
    String prefix = original.startsWith("v") ? "v" : "";
    String text = prefix + nextMajor + "." + nextMinor + "." + nextPatch;
    return GoFunction.of(name, a -> parse(text));
  }

  private static SemanticVersion other(@Nullable Object value) {
    if (value instanceof SemanticVersion version) {
      return version;
    }
    throw new FunctionException("not a version: " + value);
  }

  @Override
  public String toString() {
    return Long.toUnsignedString(major)
        + "."
        + Long.toUnsignedString(minor)
        + "."
        + Long.toUnsignedString(patch)
        + (prerelease.isEmpty() ? "" : "-" + prerelease)
        + (metadata.isEmpty() ? "" : "+" + metadata);
  }
}
