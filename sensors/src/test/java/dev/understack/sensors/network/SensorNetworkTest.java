package dev.understack.sensors.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.store.NewAction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SensorNetworkTest {

  @Test
  void asksOnlySensorsWhoseTextOccurs() {
    // given
    List<CompiledSensor> sensors =
        IntStream.range(0, 1000)
            .mapToObj(i -> NetworkFixture.filtering("s" + i, "kind-" + i + "-x"))
            .toList();
    SensorNetwork network = SensorNetwork.of(sensors);

    // when
    Decision decision =
        network.decide(
            NetworkFixture.event(1, "ev", "{\"body\":{\"type\":\"kind-7-x\"}}"), Map.of());

    // then
    assertThat(decision.actions()).extracting(NewAction::sensor).containsExactly("ns/s7");
    assertThat(decision.verdicts().path("deps")).hasSize(1);
    assertThat(decision.verdicts().at("/groups/0/found/body.type").asString())
        .isEqualTo("kind-7-x");
    assertThat(decision.verdicts().toString()).hasSizeLessThan(500);
  }

  @Test
  void readsValuesAsRegularExpressionsThatMatchAnywhere() {
    // given
    SensorNetwork network =
        SensorNetwork.of(
            List.of(
                NetworkFixture.filtering("dot", "a.c"),
                NetworkFixture.filtering("part", "bc"),
                NetworkFixture.filtering("class", "[x-z]+1"),
                NetworkFixture.filtering("other", "abd")));

    // when
    Decision decision =
        network.decide(
            NetworkFixture.event(1, "ev", "{\"body\":{\"type\":\"-abc-y1\"}}"), Map.of());

    // then
    assertThat(decision.actions())
        .extracting(NewAction::sensor)
        .containsExactlyInAnyOrder("ns/dot", "ns/part", "ns/class");
  }

  @Test
  void takesTheNewestEventOfADependencyAndForgetsAllWhenItFires() {
    // given
    SensorNetwork network = SensorNetwork.of(List.of(NetworkFixture.joining("s", "a && b")));
    Map<String, SensorState> states = new HashMap<>();
    List<NewAction> actions = new ArrayList<>();

    // when
    long position = 0;
    for (String subject : List.of("a", "a", "b", "b", "c", "a")) {
      Decision decision = network.decide(NetworkFixture.event(++position, subject, "{}"), states);
      states.putAll(decision.states());
      actions.addAll(decision.actions());
    }

    // then
    assertThat(actions).hasSize(2);
    assertThat(actions.getFirst().eventIds()).containsExactly("e2", "e3");
    assertThat(actions.getLast().eventIds()).containsExactly("e6", "e4");
  }

  /** Random sensors and events: a restart after every step changes nothing. */
  @Test
  void decidesTheSameWithARestartAfterEveryStep() {
    List<String> conditions = List.of("a && b", "a || b && c", "(a || b) && c", "", "a", "b && c");
    for (long seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      List<CompiledSensor> sensors = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        sensors.add(
            NetworkFixture.joining("s" + i, conditions.get(random.nextInt(conditions.size()))));
      }
      List<String> subjects =
          IntStream.range(0, 60)
              .mapToObj(_ -> String.valueOf((char) ('a' + random.nextInt(3))))
              .toList();
      assertThat(run(sensors, subjects, true)).isEqualTo(run(sensors, subjects, false));
    }
  }

  private static List<String> run(
      List<CompiledSensor> sensors, List<String> subjects, boolean restarts) {
    List<String> trace = new ArrayList<>();
    Map<String, SensorState> states = new HashMap<>();
    SensorNetwork network = SensorNetwork.of(sensors);
    for (int i = 0; i < subjects.size(); i++) {
      if (restarts) {
        network = SensorNetwork.of(sensors);
        states.replaceAll((_, state) -> SensorState.read(state.json()));
      }
      Decision decision =
          network.decide(
              NetworkFixture.event(i + 1, subjects.get(i), "{\"n\":" + i + ",\"u\":\"ü<\"}"),
              states);
      states.putAll(decision.states());
      decision.actions().forEach(action -> trace.add(action.key() + action.eventIds()));
      trace.add(decision.verdicts().toString());
    }
    return trace;
  }
}
