package dev.understack.model.workflow;

import dev.understack.model.Fields;
import org.jspecify.annotations.Nullable;

/**
 * Numbers to loop over; every field is text because it may hold tags.
 *
 * @param start first number; null for 0
 * @param end last number; null when {@code count} is given
 * @param count how many; null when {@code end} is given
 * @param format Go's printf format of an item; empty for {@code %d}
 */
public record Sequence(
    @Nullable String start, @Nullable String end, @Nullable String count, String format) {

  static Sequence read(Fields fields) {
    Sequence sequence =
        new Sequence(
            AnyText.in(fields, "start"),
            AnyText.in(fields, "end"),
            AnyText.in(fields, "count"),
            fields.text("format"));
    fields.rejectUnknown();
    return sequence;
  }
}
