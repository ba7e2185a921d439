package dev.understack.language.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs Jazzer in a process of its own. Without a setting the same inputs each time, over all
 * parsers at once; with {@code -Dfuzz.seconds=600} new ones, so many seconds for each parser
 * (CONTRIBUTING.md).
 */
class FuzzTest {
  private static final int RUNS = 20_000;
  private static final int SECONDS = Integer.getInteger("fuzz.seconds", 0);
  private static final int GENEROUS_SECONDS = 900;

  static Stream<Class<?>> targets() {
    return SECONDS > 0
        ? Parser.ALL.stream().<Class<?>>map(Parser::target).distinct()
        : Stream.of(ParsersFuzz.class);
  }

  @ParameterizedTest
  @MethodSource("targets")
  void no_input_makes_a_parser_crash_or_hang(Class<?> target, @TempDir Path folder)
      throws Exception {
    Path output = folder.resolve("output.txt");
    Process fuzzer =
        new ProcessBuilder(command(target, folder))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(fuzzer.waitFor(SECONDS + GENEROUS_SECONDS, TimeUnit.SECONDS)).isTrue();
    } finally {
      fuzzer.destroyForcibly();
    }

    String report = Files.readString(output);
    assertThat(fuzzer.exitValue()).as(report).isZero();
    assertThat(report).contains("Done ");
  }

  private static List<String> command(Class<?> target, Path folder) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:+EnableDynamicAgentLoading",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:+UseSerialGC",
            "-Xmx768m",
            "-cp",
            System.getProperty("java.class.path"),
            "com.code_intelligence.jazzer.Jazzer",
            "--target_class=" + target.getName(),
            "--instrumentation_includes=dev.understack.language.**",
            SECONDS > 0 ? "-max_total_time=" + SECONDS : "-runs=" + RUNS,
            SECONDS > 0 ? "-seed=0" : "-seed=1",
            "-timeout=60",
            "-max_len=4000",
            "-dict=" + Path.of("src/test/resources/fuzz/words.txt").toAbsolutePath(),
            seeds(target, Files.createDirectory(folder.resolve("seeds"))).toString()));
    return command;
  }

  /** One file for each example of the languages that the target reads. */
  private static Path seeds(Class<?> target, Path folder) throws IOException {
    for (Parser parser : Parser.ALL) {
      boolean all = target == ParsersFuzz.class;
      if (all || target == parser.target()) {
        List<String> examples = parser.examples();
        for (int i = 0; i < examples.size(); i += all ? 8 : 1) {
          String text = all ? ParsersFuzz.chosen(parser, examples.get(i)) : examples.get(i);
          Files.writeString(folder.resolve(parser.name() + i), text);
        }
      }
    }
    return folder;
  }
}
