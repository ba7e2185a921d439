package dev.understack.language.fmt;

import dev.understack.language.Limits;
import dev.understack.language.value.BoundedText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Go's {@code fmt.Sprint}, {@code Sprintln} and {@code Sprintf}. Wrong formats and operands show in
 * the text as {@code %!d(string=x)}, as in Go. All throw {@link
 * dev.understack.language.FunctionException} when the text passes the output limit.
 */
public final class GoFmt {
  private final long limit;

  /** Formatting within the limits of one evaluation. */
  public GoFmt(Limits limits) {
    this.limit = limits.outputBytes();
  }

  /** The values with spaces between operands when neither is a string. */
  public String sprint(List<? extends @Nullable Object> values) {
    if (values.size() == 1 && values.getFirst() instanceof String s) {
      return s;
    }
    BoundedText out = new BoundedText(limit);
    Printer printer = new Printer(out);
    boolean afterString = false;
    for (int i = 0; i < values.size(); i++) {
      Object value = values.get(i);
      boolean string = value instanceof String;
      if (i > 0 && !string && !afterString) {
        out.append(' ');
      }
      printer.print(value, 'v');
      afterString = string;
    }
    return out.toString();
  }

  /** The values with spaces between and a line feed at the end. */
  public String sprintln(List<? extends @Nullable Object> values) {
    BoundedText out = new BoundedText(limit);
    Printer printer = new Printer(out);
    for (int i = 0; i < values.size(); i++) {
      if (i > 0) {
        out.append(' ');
      }
      printer.print(values.get(i), 'v');
    }
    return out.append('\n').toString();
  }

  /** The values by the verbs of {@code format}. */
  public String sprintf(String format, List<? extends @Nullable Object> values) {
    BoundedText out = new BoundedText(limit);
    new FormatRun(format, values, out).run();
    return out.toString();
  }
}
