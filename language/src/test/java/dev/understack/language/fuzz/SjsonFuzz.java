package dev.understack.language.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import dev.understack.language.LanguageException;
import dev.understack.language.gjson.GjsonPath;
import dev.understack.language.sjson.SjsonPath;

/** Any change of any text ends; a change of valid JSON at a plain path gives valid JSON. */
public final class SjsonFuzz {
  private SjsonFuzz() {}

  /** Called by the fuzzer. */
  public static void fuzzerTestOneInput(FuzzedDataProvider data) {
    run(data.consumeString(60), data.consumeString(20), data.consumeRemainingAsString());
  }

  static void run(String path, String value, String json) {
    try {
      SjsonPath place = SjsonPath.compile(path);
      String changed = place.set(json, value);
      boolean plain = path.chars().noneMatch(c -> "|#@*?".indexOf(c) >= 0);
      if (plain && GjsonPath.isValid(json) && !GjsonPath.isValid(changed)) {
        throw new IllegalStateException("invalid JSON: " + changed);
      }
      if (plain) {
        place.delete(json);
      }
    } catch (LanguageException e) {
      Messages.check(e);
    }
  }
}
