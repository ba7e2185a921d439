package dev.understack.benchmarks.language;

import dev.understack.language.gjson.GjsonPath;
import dev.understack.language.gjson.GjsonResult;
import dev.understack.language.sjson.SjsonPath;
import dev.understack.model.Json;
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

/** One value out of a text, against parsing all of the text. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class GjsonBenchmark {
  private final String text =
      Json.write(Json.read(KeystoneEvent.message(Json.read(KeystoneEvent.TEXT))));
  private final JsonNode tree = Json.read(text);
  private final GjsonPath deep = GjsonPath.compile("payload.initiator.host.address");
  private final GjsonPath query = GjsonPath.compile("payload.target.tags.#(%\"ten*\")");
  private final SjsonPath place = SjsonPath.compile("payload.initiator.host.address");

  /** The floor. */
  @Benchmark
  public JsonNode bareParse() {
    return Json.read(text);
  }

  /** A value four levels down. */
  @Benchmark
  public GjsonResult getDepth4() {
    return deep.get(text);
  }

  /** The same in a tree. */
  @Benchmark
  public GjsonResult getDepth4InTree() {
    return deep.get(tree);
  }

  /** The first element that matches a pattern. */
  @Benchmark
  public GjsonResult getByQuery() {
    return query.get(text);
  }

  /** The text with another value four levels down. */
  @Benchmark
  public String setDepth4() {
    return place.set(text, "10.0.0.1");
  }
}
