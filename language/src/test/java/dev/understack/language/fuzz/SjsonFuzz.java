package dev.understack.language.fuzz;

import dev.understack.language.LanguageException;
import dev.understack.language.gjson.GjsonPath;
import dev.understack.language.sjson.SjsonPath;
import java.util.List;

/** Any change of any text ends; a change of valid JSON at a plain path gives valid JSON. */
public final class SjsonFuzz {
  private SjsonFuzz() {}

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    List<String> parts = Parts.of(input, 3);
    run(parts.get(0), parts.get(1), parts.get(2));
  }

  private static void run(String path, String value, String json) {
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
