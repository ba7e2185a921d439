package dev.understack.operations.enroll;

import java.util.Comparator;
import java.util.List;

/** The traits that ask for firmware updates, in the order of their numbers. */
public final class FirmwareTraits {
  private static final String PREFIX = "CUSTOM_FIRMWARE_UPDATE_";

  private FirmwareTraits() {}

  public static List<String> inOrder(List<String> traits) {
    return traits.stream()
        .filter(trait -> trait.startsWith(PREFIX))
        .sorted(Comparator.comparingLong(FirmwareTraits::number).thenComparing(trait -> trait))
        .toList();
  }

  /** The fourth part between underscores; after all others when it is no number. */
  private static long number(String trait) {
    String[] parts = trait.split("_", -1);
    boolean numeric = parts.length > 3 && parts[3].matches("\\d{1,15}");
    return numeric ? Long.parseLong(parts[3]) : Long.MAX_VALUE;
  }
}
