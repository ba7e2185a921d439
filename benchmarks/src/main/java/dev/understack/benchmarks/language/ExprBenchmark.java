package dev.understack.benchmarks.language;

import dev.understack.language.expr.ArgoFunctions;
import dev.understack.language.expr.Dialect;
import dev.understack.language.expr.Expr;
import dev.understack.language.expr.ExprValues;
import dev.understack.language.govaluate.Govaluate;
import dev.understack.language.tags.TagMode;
import dev.understack.language.tags.TagScope;
import dev.understack.language.tags.TagTemplate;
import dev.understack.model.Json;
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

/** Expressions as filters and tags use them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ExprBenchmark {
  private static final String FILTER =
      "exchange == 'keystone' && routingKey startsWith 'notifications.' && priority < 5"
          + " && body[\"oslo.message\"] contains 'identity.project.created'";

  private final JsonNode event = Json.read(KeystoneEvent.TEXT);
  private final Expr filter = Expr.compile(FILTER, Dialect.EVENTS);
  private final Govaluate conditions =
      Govaluate.parse("type == 'identity.project.created' && outcome =~ '^succ' && quota > 3");
  private final Map<String, Object> parameters =
      Map.of("type", "identity.project.created", "outcome", "success", "quota", 12.0);
  private final TagScope scope =
      TagScope.of(
          Map.of(
              "workflow.name", "sync-keystone-x7k2p",
              "inputs.parameters.project_uuid", "c8c92101aa684ac69d8a3872635fb8c1",
              "inputs.parameters.retries", "3"),
          ArgoFunctions.with(Map.of()));
  private final TagTemplate tags =
      TagTemplate.parse("{{workflow.name}}/{{inputs.parameters.project_uuid}}");
  private final TagTemplate expressionTag =
      TagTemplate.parse("{{=asInt(inputs.parameters.retries) + 1}}");

  /** The floor: the event's text parsed. */
  @Benchmark
  public JsonNode bareParse() {
    return Json.read(KeystoneEvent.TEXT);
  }

  /** A filter of an event source over an event. */
  @Benchmark
  public boolean eventSourceFilter() {
    return filter.evaluateBoolean(ExprValues.environment(event));
  }

  /** An expression filter of a sensor. */
  @Benchmark
  public Object sensorFilter() {
    return String.valueOf(conditions.evaluate(parameters));
  }

  /** Simple tags of a template. */
  @Benchmark
  public String simpleTags() {
    return tags.resolve(scope, TagMode.LENIENT);
  }

  /** An expression tag, its check of names and types included. */
  @Benchmark
  public String expressionTag() {
    return expressionTag.resolve(scope, TagMode.LENIENT);
  }

  /** Reading an expression, which happens once. */
  @Benchmark
  public Expr compileFilter() {
    return Expr.compile(FILTER, Dialect.EVENTS);
  }
}
