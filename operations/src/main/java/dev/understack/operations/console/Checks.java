package dev.understack.operations.console;

import dev.understack.operations.json.OpenStackIds;
import dev.understack.operations.json.Trees;
import java.math.BigInteger;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What the texts of arguments must look like; each returns the accepted spelling. */
public final class Checks {
  private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]{1,100}");
  private static final Set<String> YES = Set.of("YES", "TRUE", "T", "1");
  private static final Set<String> NO = Set.of("NO", "FALSE", "F", "N", "0");

  private Checks() {}

  /** Any spelling of a UUID; gives the 32 hexadecimal digits. */
  public static String hexUuid(String text) {
    return OpenStackIds.hex(text)
        .orElseThrow(() -> new UsageException("invalid UUID value: '" + text + "'"));
  }

  /** A URL with scheme and host. */
  public static String url(String text) {
    try {
      URI uri = new URI(text);
      if (uri.getScheme() != null && uri.getHost() != null) {
        return text;
      }
    } catch (URISyntaxException e) {
      throw new UsageException("invalid URL: '" + text + "': " + e.getReason());
    }
    throw new UsageException("invalid URL: '" + text + "'");
  }

  /** Yes or no in the usual spellings; gives {@code true} or {@code false}. */
  public static String truth(String text) {
    String upper = text.toUpperCase(Locale.ROOT);
    if (YES.contains(upper)) {
      return "true";
    }
    if (NO.contains(upper)) {
      return "false";
    }
    throw new UsageException("Boolean value expected, found '" + text + "'");
  }

  /** {@code true} only for that word, in any case; everything else is {@code false}. */
  public static String trueWord(String text) {
    return String.valueOf(text.equalsIgnoreCase("true"));
  }

  /** An integer when the text is one, else the text. */
  public static JsonNode integerOrText(String text) {
    Matcher integer = INTEGER.matcher(text.strip());
    return integer.matches()
        ? Trees.read(new BigInteger(integer.group()).toString())
        : Trees.textOrNull(text);
  }
}
