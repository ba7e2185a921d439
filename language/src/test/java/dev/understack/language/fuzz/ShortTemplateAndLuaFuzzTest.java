package dev.understack.language.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs the targets over recorded templates and scripts that were changed at random places. */
@Timeout(240)
class ShortTemplateAndLuaFuzzTest {
  private static final int ROUNDS = 6_000;
  private static final String PIECES =
      "()[]{}'\"`\\.,;:|=<>+-*/%^#$~ \n\t0123456789aexn\u00e9\u0000";

  @Test
  void templates() throws Exception {
    List<String> seeds = new ArrayList<>();
    for (String file : List.of("/language/template-cases.json", "/language/sprig-cases.json")) {
      for (JsonNode group : read(file)) {
        // Keys and slow hashes belong to other tests.
        group
            .get("cases")
            .valueStream()
            .map(c -> c.get("template").asString())
            .filter(t -> !t.contains("genPrivateKey") && !t.contains("derivePassword"))
            .forEach(seeds::add);
      }
    }
    run(TemplateFuzz::fuzzerTestOneInput, seeds, List.of("{{", "}}", "{{-", "-}}", "| ", "$x := "));
  }

  @Test
  void scripts() throws Exception {
    List<String> seeds = new ArrayList<>();
    read("/language/lua-cases.json")
        .get("cases")
        .forEach(c -> seeds.add(c.get("script").asString()));
    run(
        LuaFuzz::fuzzerTestOneInput,
        seeds,
        List.of(" end ", "function() ", "[[", "%b", "%f[", ".."));
  }

  private static void run(Consumer<byte[]> target, List<String> seeds, List<String> words) {
    Random random = new Random(42);
    for (int i = 0; i < ROUNDS; i++) {
      String text = changed(seeds, words, random);
      long start = System.nanoTime();
      target.accept(text.getBytes(StandardCharsets.UTF_8));
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .as(text)
          .isLessThan(Duration.ofSeconds(5));
    }
  }

  private static String changed(List<String> seeds, List<String> words, Random random) {
    StringBuilder text = new StringBuilder(seeds.get(random.nextInt(seeds.size())));
    for (int changes = random.nextInt(5); changes >= 0; changes--) {
      int at = random.nextInt(text.length() + 1);
      int end = Math.min(text.length(), at + random.nextInt(8));
      switch (random.nextInt(5)) {
        case 0 -> text.delete(at, end);
        case 1 -> text.insert(at, PIECES.charAt(random.nextInt(PIECES.length())));
        case 2 -> text.insert(at, words.get(random.nextInt(words.size())));
        case 3 -> text.insert(at, seeds.get(random.nextInt(seeds.size())));
        default -> text.insert(at, text.substring(at, end).repeat(1 + random.nextInt(20)));
      }
    }
    return text.length() > 4_000 ? text.substring(0, 4_000) : text.toString();
  }

  private static JsonNode read(String resource) throws Exception {
    try (InputStream in = ShortTemplateAndLuaFuzzTest.class.getResourceAsStream(resource)) {
      return JsonMapper.shared().readTree(in);
    }
  }
}
