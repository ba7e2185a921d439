package dev.understack.language.sprig;

import dev.understack.language.FunctionException;
import dev.understack.language.value.Arguments;
import dev.understack.language.value.GoType;
import dev.understack.language.value.JsonText;
import dev.understack.language.value.JsonValues;
import org.jspecify.annotations.Nullable;

/** JSON text to values and back. */
final class JsonFunctions {
  private final long largest;

  private JsonFunctions(long largest) {
    this.largest = largest;
  }

  static void addTo(FunctionTable table, long largest) {
    JsonFunctions json = new JsonFunctions(largest);
    table.add("fromJson", JsonFunctions::valueOrNil, GoType.STRING);
    table.add("mustFromJson", a -> JsonValues.parse(a.text(0)), GoType.STRING);
    table.add("toJson", a -> json.textOrNothing(a, true, false), GoType.ANY);
    table.add("mustToJson", a -> json.text(a, true, false), GoType.ANY);
    table.add("toPrettyJson", a -> json.textOrNothing(a, true, true), GoType.ANY);
    table.add("mustToPrettyJson", a -> json.text(a, true, true), GoType.ANY);
    table.add("toRawJson", a -> json.text(a, false, false), GoType.ANY);
    table.add("mustToRawJson", a -> json.text(a, false, false), GoType.ANY);
  }

  private static @Nullable Object valueOrNil(Arguments a) {
    try {
      return JsonValues.parse(a.text(0));
    } catch (FunctionException e) {
      return null;
    }
  }

  private String textOrNothing(Arguments a, boolean escapeHtml, boolean pretty) {
    try {
      return text(a, escapeHtml, pretty);
    } catch (JsonText.UnsupportedValueException e) {
      return "";
    }
  }

  private String text(Arguments a, boolean escapeHtml, boolean pretty) {
    return JsonText.write(a.any(0), escapeHtml, pretty, largest);
  }
}
