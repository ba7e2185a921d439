package dev.understack.language.lua;

import dev.understack.language.FunctionException;
import dev.understack.language.Limits;
import dev.understack.language.fmt.GoFmt;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code string.format}, which is Go's Sprintf in gopher-lua. */
final class StringFormat {
  private static final GoFmt FMT = new GoFmt(Limits.DEFAULT);

  private StringFormat() {}

  static String format(Machine machine, Args a) {
    String format = LuaText.decode(a.text(1));
    StringBuilder goFormat = new StringBuilder();
    List<@Nullable Object> values = new ArrayList<>();
    int next = 2;
    int at = 0;
    while (at < format.length()) {
      int percent = format.indexOf('%', at);
      if (percent < 0) {
        break;
      }
      int verb = percent + 1;
      while (verb < format.length() && "+-# 0123456789.".indexOf(format.charAt(verb)) >= 0) {
        verb++;
      }
      if (verb == format.length()) {
        break;
      }
      char letter = format.charAt(verb);
      goFormat.append(format, at, verb);
      if (letter == '%' || next > a.count()) {
        goFormat.append(letter);
      } else {
        goFormat.append(add(values, a.get(next++), letter));
      }
      at = verb + 1;
    }
    goFormat.append(format, at, format.length());
    try {
      return machine.made(LuaText.encode(FMT.sprintf(goFormat.toString(), values)));
    } catch (FunctionException e) {
      throw machine.error(e.getMessage());
    }
  }

  /** Adds the value as Go formats it for a verb; the verb to use. */
  private static char add(List<@Nullable Object> values, @Nullable Object value, char verb) {
    switch (value) {
      case Double number -> {
        switch (verb) {
          case 'q', 's' -> values.add(LuaText.of(number));
          case 'b', 'c', 'd', 'o', 'x', 'X', 'U', 'i' -> values.add(number.longValue());
          case 'e', 'E', 'f', 'F', 'g', 'G' -> values.add(number);
          default -> values.add(LuaText.isInteger(number) ? (Object) number.longValue() : number);
        }
        return verb == 'i' ? 'd' : verb;
      }
      case String text -> {
        if (verb != 'd' && verb != 'i') {
          values.add(LuaText.decode(text));
          return verb;
        }
        // As in gopher-lua, which takes what is no number for 0 here.
        boolean number = LuaText.number(text) != null;
        values.add(number ? (Object) LuaText.decode(text) : (Object) 0L);
        return number ? 's' : 'd';
      }
      case Boolean bool when verb == 't' -> {
        values.add(bool);
        return verb;
      }
      case null, default -> {
        values.add(Values.text(value));
        return verb;
      }
    }
  }
}
