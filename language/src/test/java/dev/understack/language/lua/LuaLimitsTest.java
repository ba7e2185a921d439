package dev.understack.language.lua;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.understack.language.LanguageException;
import dev.understack.language.Limits;
import dev.understack.language.lua.Coroutine.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Scripts that want too much end with an error that they cannot catch. */
@Timeout(60)
class LuaLimitsTest {
  private static final Limits SMALL = new Limits(Duration.ofMillis(300), 4 << 20, 100);
  private static final JsonNode EVENT =
      JsonMapper.builder().build().readTree("{\"a\": 1, \"name\": \"node-1\"}");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "while true do end",
        "repeat until false",
        "for i = 1, 1e300 do end",
        "for i = 1, 0, 0 do end goto x ::x:: while true do local a = 1 end",
        "::top:: goto top",
        "local function f() return f() end f()",
        "while true do pcall(error, 'x') end",
        "while true do pcall(function() while true do end end) end",
        "pcall(function() local s = 'x' while true do s = s .. s end end) return {}",
        "local s = 'x' for i = 1, 60 do s = s .. s end",
        "local t = {} while true do t[#t + 1] = 1 end",
        "local t = {} for i = 1, 1e9 do t['k' .. i] = i end",
        "local t = {} t[67000000] = 1",
        "string.rep('x', 1e9)",
        "string.rep('x', 2^31)",
        "('x'):rep(1e5):rep(1e5)",
        "unpack({}, 1, 1e9)",
        "table.concat({}, ',', 1, 1e9) while true do end",
        "('a'):rep(3000):find(('a*'):rep(20) .. 'b')",
        "('a'):rep(30):match(('a?'):rep(30) .. ('a'):rep(30) .. 'b')",
        "('x'):rep(1e6):gsub('.', '%0%0%0%0%0%0%0%0')",
        "local s = ('x'):rep(1e5) while true do s:gsub('x', 'y') end",
        "local s = ('x'):rep(1e6) while true do s:upper() end",
        "local t = {} for i = 1, 1e5 do table.insert(t, 1, i) end",
        "table.sort({3, 1, 2}, function() while true do end end)",
        "string.format('%1000000d', 1):rep(100)",
        "local f f = function() return pcall(f) end while true do f() end",
        "setmetatable(_G, {__index = function() while true do end end}) return undefined",
        "coroutine.wrap(function() while true do end end)()",
        "local f f = coroutine.wrap(function() while true do coroutine.yield() end end) while true do f() end",
        "while true do coroutine.create(function() end) end",
        "local function f() coroutine.wrap(f)() end f()",
        "local t = setmetatable({}, {__index = function(t, k) return t[k + 1] end}) return t[1]"
      })
  void stopsScriptsThatWantTooMuch(String script) {
    LuaScript compiled = LuaScript.compile(script);

    assertThatThrownBy(() -> compiled.transform(EVENT, SMALL))
        .isInstanceOf(LanguageException.class);
  }

  @Test
  void limitsCannotBeCaught() {
    LuaScript script =
        LuaScript.compile("local ok = pcall(function() while true do end end) return {ok = ok}");

    assertThatThrownBy(() -> script.transform(EVENT, SMALL))
        .isInstanceOf(LanguageException.class)
        .hasMessageContaining("took longer than 300 ms");
  }

  @Test
  void endlessRecursionIsAnErrorOfTheScript() {
    LuaScript script =
        LuaScript.compile(
            "local function f() return 1 + f() end local ok, e = pcall(f) return {e = e}");

    assertThat(script.transform(EVENT).get("e").asString()).isEqualTo("<string>:1: stack overflow");
  }

  @Test
  void aResultThatContainsItselfIsRefused() {
    LuaScript script = LuaScript.compile("event.self = event return event");

    assertThatThrownBy(() -> script.transform(EVENT))
        .isInstanceOf(LanguageException.class)
        .hasMessageContaining("nested more than");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "os.execute('ls')",
        "os.getenv('HOME')",
        "os.exit()",
        "io.open('/etc/passwd')",
        "dofile('x')",
        "require('x')",
        "loadfile('x')",
        "string.dump(function() end)"
      })
  void refusesWhatReachesOutOfTheScript(String script) {
    assertThatThrownBy(() -> LuaScript.compile(script).transform(EVENT))
        .isInstanceOf(LanguageException.class)
        .hasMessageContaining("is switched off");
  }

  @ParameterizedTest
  @ValueSource(strings = {"debug", "package", "arg", "channel"})
  void hasNoOtherDoors(String name) {
    assertThat(LuaScript.compile("return " + name + " == nil").accepts(EVENT)).isTrue();
  }

  @Test
  void deeplyNestedSourceIsRefused() {
    for (String source :
        List.of(
            "return " + "(".repeat(10_000) + "1" + ")".repeat(10_000),
            "return " + "{".repeat(10_000) + "}".repeat(10_000),
            "do ".repeat(10_000) + "end ".repeat(10_000),
            "return " + "not ".repeat(10_000) + "1",
            "return " + "f(".repeat(10_000) + ")".repeat(10_000),
            "x = " + "a..".repeat(10_000) + "a",
            "x = " + "2^".repeat(10_000) + "2")) {
      assertThatThrownBy(() -> LuaScript.compile(source)).isInstanceOf(LanguageException.class);
    }
  }

  @Test
  void errorsNameTheLineOfTheScript() {
    LuaScript script = LuaScript.compile("local a = 1\nlocal b = nil\nreturn b.c");

    assertThatThrownBy(() -> script.accepts(EVENT))
        .isInstanceOfSatisfying(
            LanguageException.class,
            e -> {
              assertThat(e.line()).isEqualTo(3);
              assertThat(e.problem())
                  .isEqualTo("<string>:3: attempt to index a non-table object(nil) with key 'c'");
            });
  }

  @Test
  void abandonedCoroutinesLeaveNoThread() throws Exception {
    LuaScript script =
        LuaScript.compile(
            "for i = 1, 50 do local f = coroutine.wrap(function() pcall(coroutine.yield) end) f() end"
                + " return {}");
    List<Coroutine> made = new ArrayList<>();

    Machine machine = new Machine("", Limits.DEFAULT);
    made.add(machine.newCoroutine((m, a) -> requireNonNull(m.coroutine()).suspend(m, a)));
    made.getFirst().resume(machine, LuaFunction.NOTHING);
    machine.close();

    await().atMost(Duration.ofSeconds(10)).until(() -> made.getFirst().status() == Status.DEAD);
    assertThat(script.transform(EVENT).isEmpty()).isTrue();
  }

  @Test
  void runsShareNothing() throws Exception {
    LuaScript script =
        LuaScript.compile("count = (count or 0) + 1 event.a = event.a + count return event");

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<JsonNode> run = () -> script.transform(EVENT);
      for (Future<JsonNode> result : threads.invokeAll(Collections.nCopies(200, run))) {
        assertThat(result.get().get("a").asInt()).isEqualTo(2);
      }
    }
    assertThat(EVENT.get("a").asInt()).isEqualTo(1);
  }
}
