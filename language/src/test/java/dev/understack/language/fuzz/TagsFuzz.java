package dev.understack.language.fuzz;

import dev.understack.language.LanguageException;
import dev.understack.language.depends.ContinueOn;
import dev.understack.language.depends.Depends;
import dev.understack.language.expr.ArgoFunctions;
import dev.understack.language.tags.TagMode;
import dev.understack.language.tags.TagScope;
import dev.understack.language.tags.TagTemplate;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Map;

/** Any text with tags resolves or gives a fault, and any text of depends too. */
public final class TagsFuzz {
  private static final TagScope SCOPE =
      TagScope.of(
          Map.of("inputs.parameters.x", "1", "steps.a.outputs.result", "[1,2]", "x", "{{x}}"),
          ArgoFunctions.with(Map.of()));

  private TagsFuzz() {}

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    TagTemplate template = TagTemplate.parse(text);
    if (!TagTemplate.hasTags(text) && !template.resolve(SCOPE, TagMode.COMPLETE).equals(text)) {
      throw new IllegalStateException("a text without tags changed");
    }
    template.resolve(SCOPE, TagMode.LENIENT);
    try {
      template.resolve(SCOPE, TagMode.NODES);
      template.resolve(SCOPE, TagMode.COMPLETE);
    } catch (LanguageException expected) {
      // A fault is an answer.
    }
    try {
      Depends.parse(text, task -> ContinueOn.NOTHING)
          .evaluate(task -> EnumSet.noneOf(dev.understack.language.depends.TaskResult.class));
    } catch (LanguageException expected) {
      // A fault is an answer.
    }
  }
}
