package dev.understack.language.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import dev.understack.language.LanguageException;
import dev.understack.language.Limits;
import dev.understack.language.gjson.GjsonPath;
import dev.understack.language.gjson.GjsonResult;
import java.time.Duration;

/** Any path in any text finds something or nothing, and soon. */
public final class GjsonFuzz {
  private static final Limits LIMITS = new Limits(Duration.ofMillis(200), 16L << 20, 200);

  private GjsonFuzz() {}

  /** Called by the fuzzer. */
  public static void fuzzerTestOneInput(FuzzedDataProvider data) {
    run(data.consumeString(100), data.consumeRemainingAsString());
  }

  static void run(String path, String json) {
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
