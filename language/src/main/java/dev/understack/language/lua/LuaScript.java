package dev.understack.language.lua;

import dev.understack.language.LanguageException;
import dev.understack.language.Limits;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A compiled Lua script for a filter or transform. Immutable and safe for use by several threads:
 * every run has its own global variables and limits, which a script can neither catch nor change.
 */
public final class LuaScript {
  static final String LANGUAGE = "lua";
  private static final String EVENT = "event";

  private final String source;
  private final FunctionBody body;
  private final InstantSource clock;

  private LuaScript(String source, FunctionBody body, InstantSource clock) {
    this.source = source;
    this.body = body;
    this.clock = clock;
  }

  /**
   * Compiles a script.
   *
   * @throws LanguageException with the line when it does not parse
   */
  public static LuaScript compile(String source) {
    return compile(source, InstantSource.system());
  }

  /** As {@link #compile(String)}, with the time that {@code os.time} and {@code os.date} tell. */
  public static LuaScript compile(String source, InstantSource clock) {
    try {
      return new LuaScript(source, Parser.parse(LuaText.encode(source)), clock);
    } catch (LuaSyntaxException e) {
      throw new LanguageException(LANGUAGE, source, offset(source, e.line()), e.problem());
    } catch (StackOverflowError e) {
      throw new LanguageException(LANGUAGE, source, "nested too deep");
    }
  }

  /** As {@link #accepts(JsonNode, Limits)} within the standard limits. */
  public boolean accepts(JsonNode data) {
    return accepts(data, Limits.DEFAULT);
  }

  /**
   * Runs the script as a filter.
   *
   * @param data the event's data, an object; the script sees it as {@code event}
   * @return whether the script's last result is {@code true}
   * @throws LanguageException when data is no object, the script fails or passes a limit
   */
  public boolean accepts(JsonNode data, Limits limits) {
    Machine machine = new Machine(source, limits);
    return Boolean.TRUE.equals(protect(machine, () -> run(machine, data)));
  }

  /** As {@link #transform(JsonNode, Limits)} within the standard limits. */
  public JsonNode transform(JsonNode data) {
    return transform(data, Limits.DEFAULT);
  }

  /**
   * Runs the script as a transform.
   *
   * @param data the event's data, an object; the script sees it as {@code event}
   * @return the table that the script returned
   * @throws LanguageException when data is no object, the script fails, passes a limit or returns
   *     something else than a table
   */
  public JsonNode transform(JsonNode data, Limits limits) {
    Machine machine = new Machine(source, limits);
    JsonNode result =
        protect(
            machine,
            () ->
                run(machine, data) instanceof LuaTable table
                    ? new EventTables(machine).json(table)
                    : null);
    if (result == null) {
      throw new LanguageException(
          LANGUAGE, source, "transformation script output type is not of lua table");
    }
    return result;
  }

  /** Something done with a machine. */
  private interface Work<T> {
    @Nullable T run();
  }

  private <T> @Nullable T protect(Machine machine, Work<T> work) {
    try {
      return work.run();
    } catch (LuaError e) {
      String text = LuaText.decode(Values.text(e.value()));
      throw new LanguageException(LANGUAGE, source, offset(source, e.line()), text);
    } catch (StackOverflowError e) {
      int line = machine.line();
      throw new LanguageException(LANGUAGE, source, offset(source, line), "stack overflow");
    } finally {
      machine.close();
    }
  }

  private @Nullable Object run(Machine machine, JsonNode data) {
    if (!data.isObject()) {
      throw new LanguageException(LANGUAGE, source, "the event's data is not a JSON object");
    }
    BaseLibrary.addTo(machine);
    StringLibrary.addTo(machine);
    TableLibrary.addTo(machine);
    MathLibrary.addTo(machine);
    OsLibrary.addTo(machine, clock);
    CoroutineLibrary.addTo(machine);
    machine.globals().put(machine, EVENT, new EventTables(machine).table(data));
    @Nullable Object[] results = body.close(null).call(machine, LuaFunction.NOTHING);
    return results.length == 0 ? null : results[results.length - 1];
  }

  /** The start of a line, -1 for line 0. */
  private static int offset(String source, int line) {
    int offset = line == 0 ? -1 : 0;
    for (int i = 1; i < line; i++) {
      int end = source.indexOf('\n', offset);
      if (end < 0) {
        return source.length();
      }
      offset = end + 1;
    }
    return offset;
  }
}
