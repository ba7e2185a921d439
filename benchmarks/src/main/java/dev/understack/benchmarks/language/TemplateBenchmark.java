package dev.understack.benchmarks.language;

import dev.understack.language.lua.LuaScript;
import dev.understack.language.sprig.Sprig;
import dev.understack.language.template.Template;
import dev.understack.language.value.JsonValues;
import dev.understack.model.Json;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import tools.jackson.databind.JsonNode;

/** Go templates and Lua scripts as parameters, filters and transforms use them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class TemplateBenchmark {
  private static final String NAME =
      "{{ .Input.routingKey | replace \".\" \"-\" | lower }}-{{ .Input.deliveryMode }}";
  private static final String MESSAGE =
      """
      {{- $m := index .Input.body "oslo.message" | fromJson -}}
      {{- with $m.payload.target -}}
      {{ $m.event_type }} {{ .id | trunc 8 }}{{ range .tags }} {{ . | upper | quote }}{{ end }}
      {{- if .enabled }} enabled{{ end }} {{ printf "%05.1f" .quota }}
      {{- end -}}\
      """;

  private final JsonNode event = Json.read(KeystoneEvent.TEXT);
  private final Template name = Template.compile("param", NAME, Sprig.functions());
  private final Template message = Template.compile("param", MESSAGE, Sprig.functions());
  private final LuaScript filter =
      LuaScript.compile("return event.exchange == 'keystone' and event.priority == 0");
  private final LuaScript transform =
      LuaScript.compile(
          """
          local id = event.body["oslo.message"]:match('"request_id": ?"([^"]+)"')
          return {key = event.routingKey:gsub("%.", "-"), request = id}
          """);

  /** A short template over an event, the event's conversion included. */
  @Benchmark
  public String shortTemplate() {
    return name.execute(input());
  }

  /** A template that parses the message inside of the event. */
  @Benchmark
  public String messageTemplate() {
    return message.execute(input());
  }

  private Map<String, Object> input() {
    Map<String, Object> data = new HashMap<>();
    data.put("Input", JsonValues.value(event));
    return data;
  }

  /** Reading a template, which a sensor does once. */
  @Benchmark
  public Template compileTemplate() {
    return Template.compile("param", MESSAGE, Sprig.functions());
  }

  /** A Lua filter, its fresh interpreter and the event's conversion included. */
  @Benchmark
  public boolean luaFilter() {
    return filter.accepts(event);
  }

  /** A Lua transform. */
  @Benchmark
  public JsonNode luaTransform() {
    return transform.transform(event);
  }
}
