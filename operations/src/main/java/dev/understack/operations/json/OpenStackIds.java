package dev.understack.operations.json;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The two spellings of one id: 32 digits in Keystone, with dashes in Nautobot. */
public final class OpenStackIds {
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{32}");

  private OpenStackIds() {}

  /** The 32 digits of any spelling of a UUID; empty when it is none. */
  public static Optional<String> hex(String text) {
    String digits =
        text.toLowerCase(Locale.ROOT)
            .replace("urn:", "")
            .replace("uuid:", "")
            .replaceAll("^[{]+|[}]+$", "")
            .replace("-", "");
    return HEX.matcher(digits).matches() ? Optional.of(digits) : Optional.empty();
  }

  /** The dashed form of any spelling of a UUID; empty when it is none. */
  public static Optional<String> dashed(String text) {
    return hex(text)
        .map(d ->
            String.join(
                "-",
                d.substring(0, 8),
                d.substring(8, 12),
                d.substring(12, 16),
                d.substring(16, 20),
                d.substring(20)));
  }
}
