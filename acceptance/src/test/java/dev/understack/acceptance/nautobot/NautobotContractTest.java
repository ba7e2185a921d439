package dev.understack.acceptance.nautobot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.understack.acceptance.nautobot.Player.Scene;
import dev.understack.standins.nautobot.NautobotStandIn;
import dev.understack.testing.NautobotServer;
import dev.understack.testing.UnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The stand-in answers every call that operations make, and every refusal that they must cope with,
 * as Nautobot does. The real one runs when the system property {@code understack.acceptance} is
 * true and this machine can have it.
 */
class NautobotContractTest {
  private static final Contract CONTRACT = Contract.read();

  @Test
  void standInKeepsTheContract() {
    try (NautobotStandIn nautobot = new NautobotStandIn("all")) {
      assertThat(faults(standIn(nautobot).play(CONTRACT))).isEmpty();
    }
  }

  @Test
  void realNautobotKeepsTheContractAndHasAllThatTheStandInAnswers() {
    assumeTrue(
        Boolean.getBoolean("understack.acceptance"),
        "only with ./test --acceptance: installs and starts a real Nautobot");
    try (NautobotServer real = start();
        NautobotStandIn standIn = new NautobotStandIn("all")) {
      Player player = new Player(real.url(), tokens(real));
      for (ContractStep step : CONTRACT.site()) {
        assertThat(player.play(step).status()).as(step.name()).isEqualTo(step.status());
      }

      List<Scene> scenes = player.play(CONTRACT);

      assertThat(faults(scenes)).isEmpty();
      assertThat(differences(standIn(standIn).play(CONTRACT), scenes)).isEmpty();
    }
  }

  private static List<String> faults(List<Scene> scenes) {
    return scenes.stream().flatMap(scene -> scene.faults().stream()).toList();
  }

  private static List<String> differences(List<Scene> some, List<Scene> all) {
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < some.size(); i++) {
      String title = some.get(i).title();
      Shapes.unlike(some.get(i).answer().body(), all.get(i).answer().body())
          .forEach(fault -> differences.add(title + ": " + fault));
    }
    return differences;
  }

  private static NautobotServer start() {
    try {
      return NautobotServer.start();
    } catch (UnavailableException e) {
      return abort("no real Nautobot here: " + e.getMessage());
    }
  }

  private static Player standIn(NautobotStandIn nautobot) {
    nautobot.allow("some", Set.of("view tenancy.tenant"));
    return new Player(
        nautobot.url(), Map.of("admin", "all", "reader", "some", "stranger", "wrong"));
  }

  private static Map<String, String> tokens(NautobotServer nautobot) {
    return Map.of(
        "admin",
        nautobot.token(),
        "reader",
        nautobot.newToken("reader", List.of("view"), List.of("tenancy.tenant")),
        "stranger",
        "wrong");
  }
}
