package dev.understack.cluster.embedded;

import java.util.random.RandomGenerator;

/** Completes {@code generateName} as Kubernetes does: five characters without vowels. */
final class GeneratedNames {
  private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";
  private static final int SUFFIX = 5;
  private static final int LONGEST_PREFIX = 63 - SUFFIX;

  private GeneratedNames() {}

  static String complete(String prefix, RandomGenerator random) {
    StringBuilder name =
        new StringBuilder(prefix.substring(0, Math.min(prefix.length(), LONGEST_PREFIX)));
    for (int i = 0; i < SUFFIX; i++) {
      name.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return name.toString();
  }
}
