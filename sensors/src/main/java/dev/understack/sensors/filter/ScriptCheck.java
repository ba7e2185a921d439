package dev.understack.sensors.filter;

import dev.understack.language.LanguageException;
import dev.understack.language.lua.LuaScript;
import dev.understack.sensors.event.SensorEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The script filter of a dependency: a Lua program that must return true. */
final class ScriptCheck implements EventCheck {
  private static final String LABEL = "script";

  private final @Nullable LuaScript script;
  private final String fault;

  private ScriptCheck(@Nullable LuaScript script, String fault) {
    this.script = script;
    this.fault = fault;
  }

  /** Compiles a script; one that does not parse is kept with its fault. */
  static ScriptCheck compile(String text) {
    try {
      return new ScriptCheck(LuaScript.compile(text), "");
    } catch (LanguageException e) {
      return new ScriptCheck(null, String.valueOf(e.getMessage()));
    }
  }

  @Override
  public Result check(SensorEvent event, List<FilterCheck> found) {
    JsonNode data = event.tree();
    if (script == null) {
      return failed(fault, found);
    }
    if (data != null && data.isNull()) {
      data = JsonNodeFactory.instance.objectNode();
    }
    if (data == null || !data.isObject()) {
      return failed("the event's data is not an object", found);
    }
    try {
      boolean passed = script.accepts(data);
      found.add(FilterCheck.of(LABEL, "", passed));
      return Result.of(passed);
    } catch (LanguageException e) {
      return failed(String.valueOf(e.getMessage()), found);
    }
  }

  private static Result failed(String error, List<FilterCheck> found) {
    found.add(FilterCheck.failed(LABEL, error));
    return Result.failed(error);
  }
}
