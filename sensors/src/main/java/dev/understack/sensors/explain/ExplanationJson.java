package dev.understack.sensors.explain;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Explanations as JSON for programs: the fields of the records; durations in ISO 8601. */
public final class ExplanationJson {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private ExplanationJson() {}

  public static ObjectNode of(EventExplanation explanation) {
    return MAPPER.valueToTree(explanation);
  }

  public static ObjectNode of(Lineage lineage) {
    return MAPPER.valueToTree(lineage);
  }
}
