package dev.understack.language.fuzz;

import dev.understack.language.LanguageException;
import dev.understack.language.govaluate.DependencyCondition;
import dev.understack.language.govaluate.Govaluate;
import dev.understack.language.govaluate.When;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Any text gives a value or a fault of govaluate. */
public final class GovaluateFuzz {
  private GovaluateFuzz() {}

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    faultsOnly(
        () -> Govaluate.parse(text).evaluate(Map.of("a", 1.0, "b", "text", "c", true, "f", 1.5)));
    faultsOnly(() -> When.isTrue(text));
    faultsOnly(() -> DependencyCondition.parse(text, List.of("a", "b-c", "d")).holds(Set.of("a")));
  }

  private static void faultsOnly(Runnable run) {
    try {
      run.run();
    } catch (LanguageException expected) {
      // A fault is an answer.
    }
  }
}
