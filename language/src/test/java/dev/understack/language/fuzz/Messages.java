package dev.understack.language.fuzz;

import dev.understack.language.LanguageException;

/** What every fault of a language has to say. */
final class Messages {
  private static final int LONGEST = 4_000;

  private Messages() {}

  static void check(LanguageException fault) {
    String message = fault.getMessage();
    if (message == null || message.isBlank() || fault.problem().length() > LONGEST) {
      throw new IllegalStateException("unusable message: " + message);
    }
  }
}
