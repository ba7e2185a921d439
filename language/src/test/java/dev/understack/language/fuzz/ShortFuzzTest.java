package dev.understack.language.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs the targets over examples of the languages that were changed at random places. */
@Timeout(120)
class ShortFuzzTest {
  private static final String PIECES =
      "()[]{}'\"`\\.,;:?|&!=<>+-*/%^#@$~ \n\t0123456789aeinrstx_\u00e9\u0000\ud83d\ude00";
  private static final List<String> WORDS =
      List.of(
          "not in ",
          "let x = ",
          "?? ",
          "?.",
          "..",
          "map(",
          "filter(",
          "reduce(",
          "99999999999",
          "{{=",
          "}}",
          "{range ",
          "{end}",
          "$patch",
          "@every ",
          "CRON_TZ=",
          "nil",
          "true",
          "1e308",
          "((((((((",
          "repeat('x',",
          "1..",
          " matches ",
          "\\u",
          "[?(@.");

  @Test
  void expr() throws IOException {
    run(ExprFuzz::fuzzerTestOneInput, texts("/expr/cases-1.17.jsonl", "text"), 6_000);
  }

  @Test
  void govaluate() throws IOException {
    run(GovaluateFuzz::fuzzerTestOneInput, texts("/govaluate/cases.jsonl", "text"), 6_000);
  }

  @Test
  void tags() throws IOException {
    List<String> seeds = new ArrayList<>(List.of("{{x}}", "{{inputs.{{x}}}}", "a && b.Failed"));
    texts("/expr/cases-1.17.jsonl", "text").forEach(text -> seeds.add("a{{=" + text + "}}b"));
    run(TagsFuzz::fuzzerTestOneInput, seeds, 4_000);
  }

  @Test
  void cron_durations_and_times() throws IOException {
    List<String> seeds = new ArrayList<>(texts("/cron/next.jsonl", "spec"));
    seeds.addAll(texts("/go/times.jsonl", "layout"));
    seeds.addAll(texts("/go/times.jsonl", "duration"));
    run(CronFuzz::fuzzerTestOneInput, seeds, 4_000);
  }

  @Test
  void selectors_paths_and_patches() throws IOException {
    List<String> seeds = new ArrayList<>(texts("/kube/jsonpath.jsonl", "template"));
    seeds.addAll(List.of("app=web,tier in (a,b),!old", "metadata.name=x,a!=b\\,c", "n>1"));
    for (JsonNode area : JsonMapper.shared().readTree(read("/kube/selectors-and-patches.json"))) {
      area.forEach(example -> seeds.add(example.path("patch").toString()));
    }
    run(KubeFuzz::fuzzerTestOneInput, seeds, 6_000);
  }

  private static void run(Consumer<byte[]> target, List<String> seeds, int rounds) {
    assertThat(seeds).isNotEmpty();
    Random random = new Random(42);
    for (int i = 0; i < rounds; i++) {
      String text = changed(seeds.get(random.nextInt(seeds.size())), random, seeds);
      long start = System.nanoTime();
      target.accept(text.getBytes(StandardCharsets.UTF_8));
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .as(text)
          .isLessThan(Duration.ofSeconds(5));
    }
  }

  private static String changed(String seed, Random random, List<String> seeds) {
    StringBuilder text = new StringBuilder(seed);
    for (int changes = random.nextInt(5); changes >= 0; changes--) {
      int at = random.nextInt(text.length() + 1);
      int end = Math.min(text.length(), at + random.nextInt(6));
      switch (random.nextInt(5)) {
        case 0 -> text.delete(at, end);
        case 1 -> text.insert(at, PIECES.charAt(random.nextInt(PIECES.length())));
        case 2 -> text.insert(at, WORDS.get(random.nextInt(WORDS.size())));
        case 3 -> text.insert(at, seeds.get(random.nextInt(seeds.size())));
        default -> text.insert(at, text.substring(at, end).repeat(1 + random.nextInt(20)));
      }
    }
    return text.length() > 4_000 ? text.substring(0, 4_000) : text.toString();
  }

  private static List<String> texts(String resource, String field) throws IOException {
    return read(resource)
        .lines()
        .map(JsonMapper.shared()::readTree)
        .filter(example -> example.has(field))
        .map(example -> example.path(field).stringValue())
        .distinct()
        .toList();
  }

  private static String read(String resource) throws IOException {
    try (var file = ShortFuzzTest.class.getResourceAsStream(resource)) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
