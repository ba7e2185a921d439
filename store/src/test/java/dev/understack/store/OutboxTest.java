package dev.understack.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.model.Json;
import dev.understack.store.ChangeTable.ExternalChange;
import dev.understack.store.ChangeTable.RecordedChange;
import dev.understack.store.DecisionTable.DecisionBatch;
import dev.understack.store.DecisionTable.EventDecision;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

class OutboxTest {
  @TempDir Path folder;
  private SqliteStore store;

  @BeforeEach
  void open() {
    store = SqliteStore.open(folder.resolve("store.db"));
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void aDecisionCommitsVerdictsStatesActionsAndPositionTogether() {
    store.decisions().commit(batch(7, Map.of("ns/s", Json.read("{\"a\":1}")))).join();

    assertThat(store.decisions().position("ns/bus")).isEqualTo(7);
    assertThat(store.decisions().find("ns/bus", 7)).contains(Json.read("{\"ns/s\":\"fired\"}"));
    assertThat(store.decisions().states("ns/bus")).containsEntry("ns/s", Json.read("{\"a\":1}"));
    assertThat(store.actions().pending(0, 10)).extracting(StoredAction::key).containsExactly("k7");
    assertThat(store.actions().ofEvent("event-7")).hasSize(1);
  }

  @Test
  void aNullStateRemovesIt() {
    store.decisions().commit(batch(1, Map.of("ns/s", Json.read("1")))).join();
    Map<String, JsonNode> gone = new HashMap<>();
    gone.put("ns/s", JsonNodeFactory.instance.nullNode());
    store.decisions().commit(batch(2, gone)).join();
    assertThat(store.decisions().states("ns/bus")).isEmpty();
  }

  @Test
  void anActionIsRetriedThenGivenUpThenResubmitted() {
    store.actions().add(Samples.action("k", "e1")).join();
    store.actions().retry("k", "refused", Samples.NOON.plusSeconds(5)).join();
    assertThat(store.actions().find("k").orElseThrow())
        .satisfies(action -> {
          assertThat(action.attempts()).isEqualTo(1);
          assertThat(action.lastError()).isEqualTo("refused");
          assertThat(action.due()).isEqualTo(Samples.NOON.plusSeconds(5));
        });

    store.actions().dead("k", "still refused", Samples.NOON).join();
    assertThat(store.actions().pending(0, 10)).isEmpty();
    assertThat(store.actions().newest(StoredAction.State.DEAD, 10)).hasSize(1);

    store.actions().resubmit("k", Samples.NOON).join();
    assertThat(store.actions().pending(0, 10).getFirst().attempts()).isZero();

    store.actions().done("k", Json.read("\"x\""), Samples.NOON).join();
    store.actions().done("k", Json.read("\"y\""), Samples.NOON).join();
    StoredAction done = store.actions().find("k").orElseThrow();
    assertThat(done.state()).isEqualTo(StoredAction.State.DONE);
    assertThat(done.result()).contains(Json.read("\"x\""));
    assertThat(done.finished()).contains(Samples.NOON);
  }

  @Test
  void anActionWithAKnownKeyIsKeptAsItWas() {
    store.actions().add(Samples.action("k", "e1")).join();
    store.actions().done("k", Json.read("1"), Samples.NOON).join();
    store.actions().add(Samples.action("k", "e2")).join();
    assertThat(store.actions().find("k").orElseThrow().eventIds()).containsExactly("e1");
    assertThat(store.actions().pending(0, 10)).isEmpty();
  }

  @Test
  void changesOfARepeatedAttemptReplaceTheFirst() {
    ExternalChange created =
        new ExternalChange("nautobot", "tenant", "t1", "CREATED", "tenant t1", Samples.NOON);
    store.changes().record("uid", "node", List.of(created)).join();
    store.changes().record("uid", "node", List.of(created)).join();
    store.changes().record("uid2", "node", List.of(created)).join();

    assertThat(store.changes().ofWorkflow("uid"))
        .containsExactly(new RecordedChange("uid", "node", created));
    assertThat(store.changes().ofObject("tenant", "t1", 10))
        .extracting(RecordedChange::workflowUid)
        .containsExactly("uid2", "uid");
  }

  private static DecisionBatch batch(long sequence, Map<String, JsonNode> states) {
    return new DecisionBatch(
        "ns/bus",
        sequence,
        List.of(new EventDecision(sequence, Json.read("{\"ns/s\":\"fired\"}"))),
        states,
        List.of(Samples.action("k" + sequence, "event-" + sequence)));
  }
}
