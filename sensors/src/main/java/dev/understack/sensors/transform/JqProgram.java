package dev.understack.sensors.transform;

import dev.understack.language.jq.Jq;
import dev.understack.sensors.transform.DataTransform.TransformException;
import tools.jackson.databind.JsonNode;

/** A transform in jq: its first result, which must be an object. */
final class JqProgram implements DataTransform.Program {
  private final Jq program;

  JqProgram(String text) {
    this.program = Jq.compile(text);
  }

  @Override
  public JsonNode apply(JsonNode data) {
    JsonNode result =
        program
            .first(data)
            .orElseThrow(() -> new TransformException("jq transformation gives no result"));
    if (!result.isObject()) {
      throw new TransformException("jq transformation output must be a JSON object");
    }
    return result;
  }
}
