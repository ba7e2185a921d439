package dev.understack.language.sprig;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.understack.language.FunctionException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One comparison of a version, for example {@code ~1.2} or {@code >=1.x}.
 *
 * @param operator as written
 * @param version the version compared with, 0 for what is left out
 * @param partial whether any number is left out
 * @param anyMinor whether only the major number is given
 * @param anyPatch whether only the patch number is left out
 */
record VersionConstraint(
    String operator, SemanticVersion version, boolean partial, boolean anyMinor, boolean anyPatch) {
  private static final String VERSION =
      "v?([0-9|x|X|\\*]+)(\\.[0-9|x|X|\\*]+)?(\\.[0-9|x|X|\\*]+)?"
          + "(-([0-9A-Za-z\\-]+(\\.[0-9A-Za-z\\-]+)*))?"
          + "(\\+([0-9A-Za-z\\-]+(\\.[0-9A-Za-z\\-]+)*))?";
  private static final String OPERATORS = "=||!=|>|<|>=|=>|<=|=<|~|~>|\\^";
  private static final Pattern SINGLE =
      Pattern.compile("^\\s*(" + OPERATORS + ")\\s*(" + VERSION + ")\\s*$");
  private static final Pattern ANY = Pattern.compile("(" + OPERATORS + ")\\s*(" + VERSION + ")");
  private static final Pattern RANGE =
      Pattern.compile("\\s*(" + VERSION + ")\\s+-\\s+(" + VERSION + ")\\s*");
  private static final Pattern VALID =
      Pattern.compile(
          "^(\\s*(%1$s)\\s*(%2$s)\\s*)((?:\\s+|,\\s*)(%1$s)\\s*(%2$s)\\s*)*$"
              .formatted(OPERATORS, VERSION));

  /** Alternatives of comparisons that must all hold. */
  static List<List<VersionConstraint>> parse(String text) {
    List<List<VersionConstraint>> alternatives = new ArrayList<>();
    for (String alternative : withoutRanges(text).split("\\|\\|", -1)) {
      if (!VALID.matcher(alternative).find()) {
        throw new FunctionException("improper constraint: " + alternative);
      }
      List<VersionConstraint> all = new ArrayList<>();
      Matcher m = ANY.matcher(alternative);
      while (m.find()) {
        all.add(single(m.group()));
      }
      alternatives.add(all);
    }
    return alternatives;
  }

  private static String withoutRanges(String text) {
    Matcher m = RANGE.matcher(text);
    String result = text;
    while (m.find()) {
      String range = ">= " + m.group(1) + ", <= " + m.group(11) + " ";
      int at = result.indexOf(m.group());
      result = result.substring(0, at) + range + result.substring(at + m.group().length());
    }
    return result;
  }

  private static VersionConstraint single(String text) {
    Matcher m = SINGLE.matcher(text);
    if (!m.find()) {
      throw new FunctionException("improper constraint: " + text);
    }
    String prerelease = m.group(6) == null ? "" : m.group(6);
    String version = m.group(2);
    boolean anyMinor = false;
    boolean anyPatch = false;
    boolean any = isAny(m.group(3));
    if (any) {
      version = "0.0.0" + prerelease;
    } else if (isAny(m.group(4))) {
      anyMinor = true;
      version = m.group(3) + ".0.0" + prerelease;
    } else if (isAny(m.group(5))) {
      anyPatch = true;
      version = m.group(3) + m.group(4) + ".0" + prerelease;
    }
    try {
      return new VersionConstraint(
          m.group(1),
          SemanticVersion.parse(version),
          any || anyMinor || anyPatch,
          anyMinor,
          anyPatch);
    } catch (FunctionException e) {
      throw new FunctionException("constraint Parser Error");
    }
  }

  private static boolean isAny(@Nullable String part) {
    if (part == null) {
      return true;
    }
    String plain = part.startsWith(".") ? part.substring(1) : part;
    return plain.isEmpty() || plain.equals("x") || plain.equals("X") || plain.equals("*");
  }

  /** Whether a version satisfies this comparison. */
  boolean allows(SemanticVersion v) {
    boolean unwantedPrerelease = !v.prerelease().isEmpty() && version.prerelease().isEmpty();
    if (unwantedPrerelease && (partial || !operator.equals("!="))) {
      return false;
    }
    return switch (operator) {
      case "!=" -> partial ? differsFromPartial(v) : v.compareTo(version) != 0;
      case ">" -> partial ? isAbovePartial(v) : v.compareTo(version) > 0;
      case "<" -> v.compareTo(version) < 0;
      case ">=", "=>" -> v.compareTo(version) >= 0;
      case "<=", "=<" -> partial ? !isPastPartial(v) : v.compareTo(version) <= 0;
      case "~", "~>" -> isNear(v);
      case "^" -> isCompatible(v);
      default -> partial ? isNear(v) : v.compareTo(version) == 0;
    };
  }

  private boolean differsFromPartial(SemanticVersion v) {
    if (v.major() != version.major()) {
      return true;
    }
    if (anyMinor) {
      return false;
    }
    if (v.minor() != version.minor()) {
      return true;
    }
    if (anyPatch) {
      boolean prerelease = !v.prerelease().isEmpty() || !version.prerelease().isEmpty();
      return prerelease
          && SemanticVersion.comparePrerelease(v.prerelease(), version.prerelease()) != 0;
    }
    return v.patch() != version.patch() || v.compareTo(version) != 0;
  }

  private boolean isAbovePartial(SemanticVersion v) {
    int major = Long.compareUnsigned(v.major(), version.major());
    if (major != 0 || anyMinor) {
      return major > 0;
    }
    return anyPatch
        ? Long.compareUnsigned(v.minor(), version.minor()) > 0
        : v.compareTo(version) > 0;
  }

  private boolean isPastPartial(SemanticVersion v) {
    int major = Long.compareUnsigned(v.major(), version.major());
    return major > 0
        || (major == 0 && !anyMinor && Long.compareUnsigned(v.minor(), version.minor()) > 0);
  }

  private boolean isNear(SemanticVersion v) {
    if (v.compareTo(version) < 0) {
      return false;
    }
    boolean zero = version.major() == 0 && version.minor() == 0 && version.patch() == 0;
    if (zero && !anyMinor && !anyPatch) {
      return true;
    }
    return v.major() == version.major() && (anyMinor || v.minor() == version.minor());
  }

  private boolean isCompatible(SemanticVersion v) {
    if (v.compareTo(version) < 0) {
      return false;
    }
    if (version.major() != 0 || anyMinor) {
      return v.major() == version.major();
    }
    if (v.major() != 0) {
      return false;
    }
    if (version.minor() != 0 || anyPatch) {
      return v.minor() == version.minor();
    }
    return v.minor() == 0 && v.patch() == version.patch();
  }
}
