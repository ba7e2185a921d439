package dev.understack.sensors.vectors;

import static dev.understack.sensors.vectors.Adapter.compare;

import dev.understack.language.LanguageException;
import dev.understack.language.govaluate.DependencyCondition;
import dev.understack.language.value.JsonValues;
import dev.understack.model.Faults;
import dev.understack.model.Fields;
import dev.understack.model.Json;
import dev.understack.model.KubeObject;
import dev.understack.model.events.DependencyFilters;
import dev.understack.model.events.EventTransform;
import dev.understack.model.events.LogicalOperator;
import dev.understack.model.events.TriggerParameter;
import dev.understack.model.events.UnknownFields;
import dev.understack.sensors.event.SensorEvent;
import dev.understack.sensors.filter.DependencyFilter;
import dev.understack.sensors.parameter.ParameterException;
import dev.understack.sensors.parameter.ParameterValue;
import dev.understack.sensors.parameter.Parameters;
import dev.understack.sensors.parameter.ValueSource;
import dev.understack.sensors.transform.DataTransform;
import dev.understack.sensors.transform.DataTransform.TransformException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Vectors of filters, transforms, parameters and conditions. */
final class SensorAdapters {
  private SensorAdapters() {}

  static Map<String, Adapter> all() {
    return Map.ofEntries(
        Map.entry("filter.data", v -> list(v, "data", "dataLogicalOperator")),
        Map.entry("filter.expr", v -> list(v, "exprs", "exprLogicalOperator")),
        Map.entry("filter.dependency", SensorAdapters::dependency),
        Map.entry("filter.context", SensorAdapters::context),
        Map.entry("filter.time", SensorAdapters::time),
        Map.entry("filter.script", SensorAdapters::script),
        Map.entry("transform.jq", v -> transform(v, v.input().path("jq").asString(), "")),
        Map.entry("transform.script", v -> transform(v, "", v.input().path("script").asString())),
        Map.entry("param.value", SensorAdapters::value),
        Map.entry("param.apply", SensorAdapters::apply),
        Map.entry("param.payload", SensorAdapters::payload),
        Map.entry("param.render", SensorAdapters::render),
        Map.entry("conditions.expression", SensorAdapters::expression),
        Map.entry("conditions.evaluate", SensorAdapters::evaluate));
  }

  private static String list(Vector v, String field, String operator) {
    ObjectNode filters = JsonNodeFactory.instance.objectNode();
    filters.set(field, v.input().path("filters"));
    filters.put(operator, v.input().path("operator").asString(""));
    return outcome(v, filters, LogicalOperator.AND, v.input().path("event"));
  }

  private static String dependency(Vector v) {
    LogicalOperator operator =
        v.input().path("filtersLogicalOperator").asString("").equals("or")
            ? LogicalOperator.OR
            : LogicalOperator.AND;
    return outcome(v, v.input().path("filters"), operator, v.input().path("event"));
  }

  private static String context(Vector v) {
    ObjectNode filters = JsonNodeFactory.instance.objectNode();
    filters.set("context", v.input().path("filter"));
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.set("context", v.input().path("context"));
    return outcome(v, filters, LogicalOperator.AND, event);
  }

  private static String time(Vector v) {
    ObjectNode filters = JsonNodeFactory.instance.objectNode();
    filters.set("time", v.input().path("filter"));
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.putObject("context").put("time", v.input().path("eventTime").asString());
    return outcome(v, filters, LogicalOperator.AND, event);
  }

  private static String script(Vector v) {
    ObjectNode filters = JsonNodeFactory.instance.objectNode();
    filters.put("script", v.input().path("script").asString());
    return outcome(v, filters, LogicalOperator.AND, v.input().path("event"));
  }

  private static String outcome(
      Vector v, JsonNode filters, LogicalOperator operator, JsonNode event) {
    ObjectNode given =
        filters instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
    Faults faults = Faults.of(KubeObject.of(given));
    DependencyFilters read =
        DependencyFilters.read(new Fields(given, "filters", faults), UnknownFields.IGNORE);
    boolean timeFault = faults.list().stream().anyMatch(f -> f.path().startsWith("filters.time."));
    if (event.isNull()) {
      return Adapter.MEANT + "an event is never absent here";
    }
    SensorEvent seen = VectorEvents.event(event);
    DependencyFilter.Outcome outcome =
        DependencyFilter.compile(filters.isNull() ? Optional.empty() : Optional.of(read), operator)
            .check(seen);
    boolean error = timeFault || !outcome.error().isEmpty();
    String pass = compare(v.expected().path("pass").asBoolean(), !timeFault && outcome.passed());
    return pass.isEmpty() && v.expected().has("error") ? compare(v.expectsError(), error) : pass;
  }

  private static String transform(Vector v, String jq, String script) {
    DataTransform transform = DataTransform.compile(Optional.of(new EventTransform(jq, script)));
    try {
      SensorEvent result =
          transform.apply(VectorEvents.data(v.input().path("dataText").asString()));
      return v.expectsError()
          ? "expected an error, got " + result.text()
          : sameOrMoreDigits(Json.read(v.expected().path("dataText").asString()), result);
    } catch (TransformException e) {
      return v.expectsError() ? "" : "unexpected error: " + e.getMessage();
    }
  }

  /** Argo Events passes integers through float64; here they keep their digits. */
  private static String sameOrMoreDigits(JsonNode expected, SensorEvent result) {
    JsonNode actual = Json.read(result.text());
    if (expected.equals(actual)) {
      return "";
    }
    return Objects.equals(JsonValues.value(expected), JsonValues.value(actual))
        ? Adapter.MEANT + "integers keep their digits"
        : compare(expected, actual);
  }

  private static String value(Vector v) {
    ObjectNode parameter = JsonNodeFactory.instance.objectNode();
    parameter.set("src", v.input().path("src"));
    parameter.put("dest", "x");
    ValueSource source = ValueSource.compile(parameters(List.of(parameter)).getFirst().source());
    try {
      Optional<ParameterValue> value =
          source.resolve(VectorEvents.events(v.input().path("events")));
      if (v.expectsError()) {
        return "expected an error, got " + value;
      }
      if (value.isEmpty()) {
        return compare(true, v.expected().path("value").isNull());
      }
      String text = compare(v.expected().path("value").asString(), value.get().text());
      return text.isEmpty()
          ? compare(v.expected().path("kind").asString(), value.get().kind().label())
          : text;
    } catch (ParameterException e) {
      return v.expectsError() ? "" : "unexpected error: " + e.getMessage();
    }
  }

  private static String apply(Vector v) {
    try {
      Parameters parameters = Parameters.compile(parameters(items(v.input().path("parameters"))));
      String result =
          parameters.apply(
              v.input().path("objectText").asString(),
              VectorEvents.events(v.input().path("events")));
      return v.expectsError()
          ? "expected an error, got " + result
          : compare(Json.read(v.expected().path("objectText").asString()), Json.read(result));
    } catch (ParameterException e) {
      return v.expectsError() ? "" : "unexpected error: " + e.getMessage();
    }
  }

  private static String payload(Vector v) {
    try {
      Parameters parameters = Parameters.compile(parameters(items(v.input().path("parameters"))));
      Optional<String> result = parameters.payload(VectorEvents.events(v.input().path("events")));
      if (v.expectsError()) {
        return "expected an error, got " + result;
      }
      if (v.expected().path("panic").asBoolean(false)) {
        return Adapter.MEANT + "the entry is left out";
      }
      JsonNode expected = v.expected().path("payloadText");
      return expected.isString()
          ? compare(expected.stringValue(), result.orElse(""))
          : compare(Optional.empty(), result);
    } catch (ParameterException e) {
      return v.expectsError() ? "" : "unexpected error: " + e.getMessage();
    }
  }

  private static String render(Vector v) {
    Optional<String> document = VectorEvents.event(withContext(v.input())).document();
    return v.expectsError()
        ? compare(Optional.empty(), document)
        : compare(Optional.of(v.expected().path("jsonText").asString()), document);
  }

  private static JsonNode withContext(JsonNode input) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.set("dataText", input.path("dataText"));
    event.putObject("context").set("datacontenttype", input.path("datacontenttype"));
    return event;
  }

  private static String expression(Vector v) {
    List<String> names = texts(v.input().path("dependencies"));
    try {
      DependencyCondition condition =
          DependencyCondition.parse(v.input().path("conditions").asString(), names);
      return v.expected().path("usable").asBoolean()
          ? compare(v.expected().path("expression").asString(), condition.expression())
          : "expected it to be refused, got " + condition.expression();
    } catch (LanguageException e) {
      return v.expected().path("usable").asBoolean() ? "unexpected: " + e.getMessage() : "";
    }
  }

  private static String evaluate(Vector v) {
    DependencyCondition condition =
        DependencyCondition.parse(
            v.input().path("conditions").asString(), texts(v.input().path("dependencies")));
    Set<String> received = new HashSet<>(texts(v.input().path("received")));
    return compare(v.expected().path("fires").asBoolean(), condition.holds(received));
  }

  static List<TriggerParameter> parameters(List<ObjectNode> list) {
    ObjectNode holder = JsonNodeFactory.instance.objectNode();
    list.forEach(holder.putArray("parameters")::add);
    Fields fields = new Fields(holder, "", Faults.of(KubeObject.of(holder)));
    return TriggerParameter.list(fields, "parameters", UnknownFields.IGNORE);
  }

  static List<ObjectNode> items(JsonNode array) {
    List<ObjectNode> items = new ArrayList<>();
    array.forEach(item -> items.add((ObjectNode) item));
    return items;
  }

  static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(item -> texts.add(item.asString()));
    return texts;
  }
}
