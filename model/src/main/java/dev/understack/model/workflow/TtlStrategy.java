package dev.understack.model.workflow;

import dev.understack.model.Fields;
import org.jspecify.annotations.Nullable;

/** How many seconds a finished workflow is kept; null where no limit is given. */
public record TtlStrategy(
    @Nullable Long afterCompletion, @Nullable Long afterSuccess, @Nullable Long afterFailure) {

  static TtlStrategy read(Fields fields) {
    TtlStrategy ttl =
        new TtlStrategy(
            seconds(fields, "secondsAfterCompletion"),
            seconds(fields, "secondsAfterSuccess"),
            seconds(fields, "secondsAfterFailure"));
    fields.rejectUnknown();
    return ttl;
  }

  private static @Nullable Long seconds(Fields fields, String name) {
    return fields.has(name) ? fields.integer(name, 0) : null;
  }
}
