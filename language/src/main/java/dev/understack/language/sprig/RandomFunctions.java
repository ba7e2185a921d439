package dev.understack.language.sprig;

import dev.understack.language.FunctionException;
import dev.understack.language.value.GoType;
import java.util.Random;
import java.util.UUID;

/** Random text and numbers. */
final class RandomFunctions {
  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final String DIGITS = "0123456789";

  private RandomFunctions() {}

  static void addTo(FunctionTable table, Random random) {
    add(table, random, "randAlphaNum", LETTERS + DIGITS);
    add(table, random, "randAlpha", LETTERS);
    add(table, random, "randNumeric", DIGITS);
    StringBuilder ascii = new StringBuilder();
    for (char c = ' '; c < 0x7f; c++) {
      ascii.append(c);
    }
    add(table, random, "randAscii", ascii.toString());
    table.add(
        "randBytes",
        a -> {
          table.checkSize(a.integer(0));
          if (a.integer(0) < 0) {
            throw new FunctionException("runtime error: makeslice: len out of range");
          }
          byte[] bytes = new byte[a.integer(0)];
          random.nextBytes(bytes);
          return EncodingFunctions.base64(bytes);
        },
        GoType.INT);
    table.add(
        "randInt",
        a -> {
          if (a.integer(0) >= a.integer(1)) {
            throw new FunctionException("invalid argument to Intn");
          }
          return random.nextLong(a.integer(0), a.integer(1));
        },
        GoType.INT,
        GoType.INT);
    table.add("uuidv4", a -> UUID.randomUUID().toString());
  }

  private static void add(FunctionTable table, Random random, String name, String characters) {
    table.add(
        name,
        a -> {
          table.checkSize(a.integer(0));
          StringBuilder out = new StringBuilder();
          for (int i = 0; i < a.integer(0); i++) {
            out.append(characters.charAt(random.nextInt(characters.length())));
          }
          return out.toString();
        },
        GoType.INT);
  }
}
