package dev.understack.language.sprig;

import dev.understack.language.NativeFunction;
import dev.understack.language.fmt.GoFmt;
import dev.understack.language.value.GoFunction;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;

/** All functions of sprig v3 by name, for {@code Template.compile}. Safe for several threads. */
public final class Sprig {
  private static final Map<String, GoFunction> CLOSED = functions(SprigOptions.CLOSED);

  private Sprig() {}

  /** The functions with {@link SprigOptions#CLOSED}. */
  public static Map<String, ? extends NativeFunction> functions() {
    return CLOSED;
  }

  /**
   * The functions for expressions, where there is one integer type: arguments and results are
   * {@link Long} for every integer, {@link java.util.List}, {@link Map} and {@link
   * java.time.ZonedDateTime}.
   */
  public static Map<String, NativeFunction> expressionFunctions(SprigOptions options) {
    Map<String, NativeFunction> plain = new HashMap<>();
    functions(options).forEach((name, function) -> plain.put(name, new PlainFunction(function)));
    return Map.copyOf(plain);
  }

  /** The functions with other options. */
  public static Map<String, GoFunction> functions(SprigOptions options) {
    long largest = options.limits().outputBytes();
    FunctionTable table = new FunctionTable(largest);
    GoFmt fmt = new GoFmt(options.limits());
    Texts texts = new Texts(fmt);
    SecureRandom random = new SecureRandom();
    StringFunctions.addTo(table, fmt, texts);
    CaseFunctions.addTo(table, random);
    NumberFunctions.addTo(table, texts);
    ListFunctions.addTo(table);
    DictFunctions.addTo(table, texts);
    DefaultFunctions.addTo(table);
    JsonFunctions.addTo(table, largest);
    EncodingFunctions.addTo(table);
    CryptoFunctions.addTo(table, random);
    PathFunctions.addTo(table);
    DateFunctions.addTo(table, options);
    RegexFunctions.addTo(table, largest);
    VersionFunctions.addTo(table);
    UrlFunctions.addTo(table);
    RandomFunctions.addTo(table, random);
    HostFunctions.addTo(table, options);
    return table.functions();
  }
}
