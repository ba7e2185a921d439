package dev.understack.sensors.transform;

import dev.understack.language.lua.LuaScript;
import tools.jackson.databind.JsonNode;

/** A transform in Lua: the table that the script returns. */
final class LuaProgram implements DataTransform.Program {
  private final LuaScript script;

  LuaProgram(String text) {
    this.script = LuaScript.compile(text);
  }

  @Override
  public JsonNode apply(JsonNode data) {
    return script.transform(data);
  }
}
