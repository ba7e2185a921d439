package dev.understack.model.events;

import dev.understack.model.Fields;
import java.time.Duration;

/**
 * How often a trigger runs at most.
 *
 * @param interval the time between two runs
 */
public record RateLimit(Duration interval) {

  /** Reads a rate limit; without a positive number of requests there is none. */
  static RateLimit read(Fields f) {
    Duration unit =
        switch (f.text("unit")) {
          case "Minute" -> Duration.ofMinutes(1);
          case "Hour" -> Duration.ofHours(1);
          default -> Duration.ofSeconds(1);
        };
    long requests = f.integer("requestsPerUnit", 0);
    return new RateLimit(requests <= 0 ? Duration.ZERO : unit.dividedBy(requests));
  }
}
