package dev.understack.benchmarks.language;

import dev.understack.language.gjson.GjsonPath;
import dev.understack.language.jq.Jq;
import dev.understack.model.Json;
import java.util.List;
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

/** What a sensor does with each event before it decides, against only parsing the event. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class JqBenchmark {
  private final String event = KeystoneEvent.TEXT;
  private final Jq transform = Jq.compile(".body = (.body[\"oslo.message\"] | fromjson)");
  private final JsonNode tree = Json.read(event);
  private final List<GjsonPath> filters =
      List.of(
          GjsonPath.compile("body.event_type"),
          GjsonPath.compile("body.priority"),
          GjsonPath.compile("body.payload.target.id"),
          GjsonPath.compile("body.payload.outcome"),
          GjsonPath.compile("body.payload.initiator.domain_id"));

  /** The floor: the event's text and the text inside of it parsed. */
  @Benchmark
  public JsonNode bareParse() {
    JsonNode data = Json.read(event);
    return Json.read(KeystoneEvent.message(data));
  }

  /** The transform alone, on a parsed event. */
  @Benchmark
  public JsonNode transform() {
    return transform.first(tree).orElseThrow();
  }

  /** Parse and transform. */
  @Benchmark
  public JsonNode parseAndTransform() {
    return transform.first(Json.read(event)).orElseThrow();
  }

  /** Parse, transform and the values that five data filters look at. */
  @Benchmark
  public int parseTransformAndFilter() {
    JsonNode data = transform.first(Json.read(event)).orElseThrow();
    int characters = 0;
    for (GjsonPath filter : filters) {
      characters += filter.get(data).string().length();
    }
    return characters;
  }

  /** Reading a program, which a sensor does once. */
  @Benchmark
  public Jq compile() {
    return Jq.compile(transform.text());
  }
}
