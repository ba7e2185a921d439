package dev.understack.language.fuzz;

import java.util.Arrays;

/** All parsers in one target: the first byte chooses one. */
public final class ParsersFuzz {
  private ParsersFuzz() {}

  /** The input that has {@code parser} read {@code text}. */
  static String chosen(Parser parser, String text) {
    return (char) ('A' + Parser.ALL.indexOf(parser)) + text;
  }

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length > 0) {
      Parser parser = Parser.ALL.get(Math.floorMod(input[0] - 'A', Parser.ALL.size()));
      parser.read().accept(Arrays.copyOfRange(input, 1, input.length));
    }
  }
}
