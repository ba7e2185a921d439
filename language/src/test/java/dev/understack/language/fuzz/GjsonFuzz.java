package dev.understack.language.fuzz;

import dev.understack.language.LanguageException;
import dev.understack.language.Limits;
import dev.understack.language.gjson.GjsonPath;
import dev.understack.language.gjson.GjsonResult;
import java.time.Duration;
import java.util.List;

/** Any path in any text finds something or nothing, and soon. */
public final class GjsonFuzz {
  private static final Limits LIMITS = new Limits(Duration.ofMillis(200), 16L << 20, 200);

  private GjsonFuzz() {}

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    List<String> parts = Parts.of(input, 2);
    run(parts.get(0), parts.get(1));
  }

  private static void run(String path, String json) {
    try {
      GjsonResult found = GjsonPath.compile(path).get(json, LIMITS);
      if (!found.exists() && !found.raw().isEmpty()) {
        throw new IllegalStateException("text without a value: " + found.raw());
      }
      if (found.index() > 0 && !json.startsWith(found.raw(), found.index())) {
        throw new IllegalStateException("value is not at its index " + found.index());
      }
      found.array().forEach(GjsonResult::string);
      found.value();
      GjsonPath.isValid(json);
    } catch (LanguageException e) {
      Messages.check(e);
    }
  }
}
