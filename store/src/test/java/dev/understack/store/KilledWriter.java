package dev.understack.store;

import dev.understack.model.Json;
import dev.understack.store.DecisionTable.DecisionBatch;
import dev.understack.store.DecisionTable.EventDecision;
import dev.understack.store.EventTable.Appended;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A process that writes until it is killed. It prints a line for each write once it was told that
 * the write is durable: that output is the ledger.
 */
final class KilledWriter {
  private KilledWriter() {}

  public static void main(String[] arguments) {
    SqliteStore store = SqliteStore.open(Path.of(arguments[0]));
    PrintStream ledger = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    for (int thread = 0; thread < 4; thread++) {
      String name = arguments[1] + "-" + thread;
      Thread.ofPlatform().start(() -> write(store, name, ledger));
    }
  }

  private static void write(SqliteStore store, String name, PrintStream ledger) {
    for (int i = 0; ; i++) {
      String id = name + "-" + i;
      Appended appended = store.events().append(Samples.keyed("a/b", id, id)).join();
      ledger.println("event " + id);
      store
          .decisions()
          .commit(
              new DecisionBatch(
                  "bus/" + name,
                  appended.sequence(),
                  List.of(new EventDecision(appended.sequence(), Json.read("{}"))),
                  Map.of("s", Json.read("{\"at\":" + appended.sequence() + "}")),
                  List.of(Samples.action("action-" + id, id))))
          .join();
      ledger.println("decision " + name + " " + appended.sequence() + " action-" + id);
    }
  }
}
