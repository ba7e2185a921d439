package dev.understack.sensors.transform;

import dev.understack.language.LanguageException;
import tools.jackson.databind.JsonNode;

/** A transform in Lua. */
final class LuaProgram implements DataTransform.Program {
  LuaProgram(String text) {
    throw new LanguageException("lua", text, "scripts are not available in this build");
  }

  @Override
  public JsonNode apply(JsonNode data) {
    return data;
  }
}
