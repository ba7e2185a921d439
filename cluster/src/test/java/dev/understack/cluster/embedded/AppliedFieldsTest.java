package dev.understack.cluster.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.model.Json;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class AppliedFieldsTest {
  private static final Instant FIRST = Instant.parse("2026-11-24T10:00:00Z");
  private static final Instant LATER = Instant.parse("2026-11-24T11:00:00Z");

  @Test
  void applyingTheSameAgainLeavesTheObjectAndTheTimeOfTheFirstApply() {
    ObjectNode once = AppliedFields.apply(object(""), object("'a': 1"), "me", FIRST);

    assertThat(AppliedFields.apply(once, object("'a': 1"), "me", LATER)).isSameAs(once);
  }

  @Test
  void anythingElseIsAChangeAtItsTime() {
    ObjectNode once = AppliedFields.apply(object(""), object("'a': 1"), "me", FIRST);

    ObjectNode otherValue = AppliedFields.apply(once, object("'a': 2"), "me", LATER);
    ObjectNode noValue = AppliedFields.apply(once, object(""), "me", LATER);
    ObjectNode otherManager = AppliedFields.apply(once, object("'a': 1"), "you", LATER);

    assertThat(otherValue.path("data").path("a").asInt()).isEqualTo(2);
    assertThat(times(otherValue)).containsExactly("2026-11-24T11:00:00Z");
    assertThat(noValue.path("data").has("a")).isFalse();
    assertThat(times(otherManager)).containsExactly("2026-11-24T10:00:00Z", "2026-11-24T11:00:00Z");
  }

  private static ObjectNode object(String data) {
    String text =
        "{'apiVersion': 'v1', 'kind': 'ConfigMap', 'metadata': {'name': 'c'}, 'data': {"
            + data
            + "}}";
    return (ObjectNode) Json.read(text.replace('\'', '"'));
  }

  private static List<String> times(ObjectNode object) {
    return object
        .path("metadata")
        .path("managedFields")
        .valueStream()
        .map(entry -> entry.path("time").asString(""))
        .toList();
  }
}
