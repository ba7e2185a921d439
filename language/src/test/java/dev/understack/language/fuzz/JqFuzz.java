package dev.understack.language.fuzz;

import dev.understack.language.LanguageException;
import dev.understack.language.Limits;
import dev.understack.language.jq.Jq;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** Any program on any JSON ends with results or a {@link LanguageException}, and soon. */
public final class JqFuzz {
  private static final Limits LIMITS = new Limits(Duration.ofMillis(200), 16L << 20, 200);
  private static final int MOST_RESULTS = 100;
  private static final Jq READ = Jq.compile("try fromjson catch .");

  private JqFuzz() {}

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    List<String> parts = Parts.of(input, 2);
    run(parts.get(0), parts.get(1));
  }

  private static void run(String program, String input) {
    try {
      JsonNode tree = READ.first(StringNode.valueOf(input), LIMITS).orElseThrow();
      int results = 0;
      for (JsonNode result : Jq.compile(program).results(tree, LIMITS)) {
        if (result.isMissingNode()) {
          throw new IllegalStateException("a mark of deletion has left the program");
        }
        if (++results == MOST_RESULTS) {
          break;
        }
      }
    } catch (LanguageException e) {
      Messages.check(e);
    }
  }
}
