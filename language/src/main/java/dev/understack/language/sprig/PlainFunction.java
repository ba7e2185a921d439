package dev.understack.language.sprig;

import dev.understack.language.FunctionException;
import dev.understack.language.NativeFunction;
import dev.understack.language.go.GoTime;
import dev.understack.language.value.GoFunction;
import dev.understack.language.value.GoInteger;
import dev.understack.language.value.GoKind;
import dev.understack.language.value.GoObject;
import dev.understack.language.value.GoType;
import dev.understack.language.value.GoValues;
import dev.understack.language.value.TypedList;
import dev.understack.language.value.TypedMap;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A function of sprig for engines that know one integer type: results are plain values, times are
 * {@link ZonedDateTime}, and a whole float64 may be passed for an integer.
 */
record PlainFunction(GoFunction function) implements NativeFunction {
  @Override
  public @Nullable Object call(List<@Nullable Object> arguments) {
    function.checkCount(arguments.size(), arguments.size());
    List<@Nullable Object> passed = new ArrayList<>(arguments.size());
    for (int i = 0; i < arguments.size(); i++) {
      passed.add(passed(function.parameter(i), arguments.get(i)));
    }
    try {
      return plain(function.call(passed));
    } catch (UnsupportedOperationException e) {
      throw new FunctionException("the value cannot be changed, change its deepCopy");
    }
  }

  private static @Nullable Object passed(GoType type, @Nullable Object value) {
    return switch (value) {
      case ZonedDateTime time -> new GoTime(time);
      case Integer number -> number.longValue();
      case Double d when type == GoType.INT && d == Math.rint(d) -> d.longValue();
      case Long n when type == GoType.FLOAT64 -> n.doubleValue();
      case Long n when type == GoType.UINT32 -> new GoInteger(GoKind.UINT32, n & 0xffffffffL);
      case List<?> list when type == GoType.STRINGS ->
          TypedList.ofStrings(list.stream().map(String::valueOf).toList());
      case null, default -> value;
    };
  }

  private static @Nullable Object plain(@Nullable Object value) {
    return switch (value) {
      case GoInteger i -> i.value();
      case GoTime time -> time.at();
      case GoObject object when GoValues.kind(object).isInteger() -> object.toString();
      case TypedList list -> {
        List<@Nullable Object> copy = new ArrayList<>(list.size());
        list.forEach(element -> copy.add(plain(element)));
        yield copy;
      }
      case TypedMap map -> new LinkedHashMap<String, @Nullable Object>(map);
      case null, default -> value;
    };
  }
}
