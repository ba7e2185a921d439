package dev.understack.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.model.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreKillTest {
  @TempDir Path folder;

  @Test
  void whatWasAcknowledgedSurvivesAKillAndTransactionsAreWhole() throws Exception {
    Path file = folder.resolve("store.db");
    Random random = new Random(20261124);
    List<String> ledger = new ArrayList<>();
    for (int round = 0; round < 3; round++) {
      ledger.addAll(writeUntilKilled(file, "round" + round, 200 + random.nextInt(400)));
      verify(file, ledger);
    }
  }

  private static List<String> writeUntilKilled(Path file, String name, int lines)
      throws IOException, InterruptedException {
    Process writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                KilledWriter.class.getName(),
                file.toString(),
                name)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<String> ledger = new ArrayList<>();
    try (BufferedReader reader = writer.inputReader()) {
      String line = reader.readLine();
      while (line != null) {
        ledger.add(line);
        if (ledger.size() == lines) {
          writer.destroyForcibly();
        }
        line = reader.readLine();
      }
    } catch (IOException _) {
      // The pipe breaks with the process.
    }
    writer.waitFor();
    assertThat(ledger).hasSizeGreaterThanOrEqualTo(lines);
    return ledger;
  }

  private static void verify(Path file, List<String> ledger) {
    Map<String, Long> positions = new HashMap<>();
    try (SqliteStore store = SqliteStore.open(file)) {
      for (String line : ledger) {
        String[] words = line.split(" ", -1);
        if (words[0].equals("event") && words.length == 2) {
          assertThat(store.events().find(words[1])).as(line).isPresent();
        } else if (words[0].equals("decision") && words.length == 4) {
          assertThat(store.decisions().find("bus/" + words[1], Long.parseLong(words[2])))
              .as(line)
              .isPresent();
          assertThat(store.actions().find(words[3])).as(line).isPresent();
          positions.merge("bus/" + words[1], Long.parseLong(words[2]), Math::max);
        }
      }
      positions.forEach((bus, acknowledged) -> verifyWhole(store, bus, acknowledged));
    }
  }

  /** Position, state and decision of a bus were written together or not at all. */
  private static void verifyWhole(SqliteStore store, String bus, long acknowledged) {
    long position = store.decisions().position(bus);
    assertThat(position).isGreaterThanOrEqualTo(acknowledged);
    assertThat(store.decisions().states(bus))
        .containsEntry("s", Json.read("{\"at\":" + position + "}"));
    assertThat(store.decisions().find(bus, position)).isPresent();
  }
}
