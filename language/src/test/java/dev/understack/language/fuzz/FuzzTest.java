package dev.understack.language.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs Jazzer on each target in a process of its own: the same inputs each time here, new ones for
 * {@code -Dfuzz.seconds=600} seconds per target by command (CONTRIBUTING.md).
 */
class FuzzTest {
  private static final int RUNS = 5_000;
  private static final int SECONDS = Integer.getInteger("fuzz.seconds", 0);
  private static final int GENEROUS_SECONDS = 600;

  static Stream<Target> targets() {
    return Stream.of(
        new Target(JqFuzz.class, "jq.txt"),
        new Target(GjsonFuzz.class, "gjson.txt"),
        new Target(SjsonFuzz.class, "sjson.txt"));
  }

  /** A class with a method for the fuzzer, and a file with one word of its language per line. */
  record Target(Class<?> type, String words) {
    @Override
    public String toString() {
      return type.getSimpleName();
    }
  }

  @ParameterizedTest
  @MethodSource("targets")
  void noInputMakesItCrashOrHang(Target target, @TempDir Path folder) throws Exception {
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

  private static List<String> command(Target target, Path folder) throws IOException {
    Path corpus = Files.createDirectory(folder.resolve("corpus"));
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return List.of(
        java.toString(),
        "-XX:+EnableDynamicAgentLoading",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-Xmx512m",
        "-cp",
        System.getProperty("java.class.path"),
        "com.code_intelligence.jazzer.Jazzer",
        "--target_class=" + target.type().getName(),
        "--instrumentation_includes=dev.understack.language.**",
        SECONDS > 0 ? "-max_total_time=" + SECONDS : "-runs=" + RUNS,
        SECONDS > 0 ? "-seed=0" : "-seed=1",
        "-timeout=60",
        "-dict=" + Path.of("src/test/resources/fuzz", target.words()).toAbsolutePath(),
        corpus.toString());
  }
}
