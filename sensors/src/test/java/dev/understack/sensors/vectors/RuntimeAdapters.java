package dev.understack.sensors.vectors;

import static dev.understack.sensors.vectors.Adapter.compare;

import dev.understack.cluster.ApiException;
import dev.understack.language.LanguageException;
import dev.understack.language.cron.CronSchedule;
import dev.understack.model.Faults;
import dev.understack.model.Fields;
import dev.understack.model.Json;
import dev.understack.model.KubeObject;
import dev.understack.model.RejectedManifestException;
import dev.understack.model.ResourceType;
import dev.understack.model.events.Backoff;
import dev.understack.model.events.TimeFilter;
import dev.understack.sensors.trigger.ActionException;
import dev.understack.sensors.trigger.ApiFailures;
import dev.understack.sensors.trigger.LabelPolicy;
import dev.understack.sensors.trigger.LogTrigger;
import dev.understack.sensors.trigger.ObjectTarget;
import dev.understack.sensors.trigger.StatusPolicy;
import dev.understack.sources.ExpandedKeys;
import dev.understack.sources.ExpressionFilter;
import dev.understack.sources.SourceFilter;
import dev.understack.sources.amqp.QueueArguments;
import dev.understack.sources.calendar.ExclusionDates;
import dev.understack.sources.resource.ObjectSelector;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Vectors of sources, schedules, retries and policies. */
final class RuntimeAdapters {
  private RuntimeAdapters() {}

  static Map<String, Adapter> all() {
    return Map.ofEntries(
        Map.entry("eventsource.filter", RuntimeAdapters::sourceFilter),
        Map.entry("expand.keys", RuntimeAdapters::expandKeys),
        Map.entry("resource.labelSelector", RuntimeAdapters::labelSelector),
        Map.entry("cron.previous", RuntimeAdapters::cronPrevious),
        Map.entry("time.ofDay", RuntimeAdapters::timeOfDay),
        Map.entry("backoff.convert", RuntimeAdapters::backoffConvert),
        Map.entry("backoff.run", RuntimeAdapters::backoffRun),
        Map.entry("k8s.retryable", RuntimeAdapters::retryable),
        Map.entry("policy.status", RuntimeAdapters::policyStatus),
        Map.entry("policy.k8s", RuntimeAdapters::policyK8s),
        Map.entry("naming.resource", RuntimeAdapters::namingResource),
        Map.entry("log.dataText", RuntimeAdapters::logText),
        Map.entry("amqp.arguments", RuntimeAdapters::amqpArguments),
        Map.entry("exclusionDates", RuntimeAdapters::exclusionDates));
  }

  private static String sourceFilter(Vector v) {
    try {
      boolean proceeds =
          ExpressionFilter.compile(v.input().path("expression").asString())
              .accepts(Json.read(v.input().path("dataText").asString()));
      return v.expectsError()
          ? "expected an error, got " + proceeds
          : compare(v.expected().path("proceed").asBoolean(), proceeds);
    } catch (LanguageException | SourceFilter.FailedException | JacksonException e) {
      return v.expectsError() ? "" : "unexpected error: " + e.getMessage();
    }
  }

  private static String expandKeys(Vector v) {
    return compare(v.expected().path("map"), ExpandedKeys.of(v.input().path("map")));
  }

  private static String labelSelector(Vector v) {
    List<ObjectSelector> selectors = new ArrayList<>();
    v.input()
        .path("selectors")
        .forEach(s ->
            selectors.add(
                new ObjectSelector(
                    s.path("key").asString(""),
                    s.path("operation").asString(""),
                    s.path("value").asString(""))));
    Map<String, String> labels = new HashMap<>();
    v.input()
        .path("labels")
        .properties()
        .forEach(e -> labels.put(e.getKey(), e.getValue().asString()));
    try {
      boolean matches = ObjectSelector.matches(selectors, labels);
      return v.expectsError()
          ? "expected an error, got " + matches
          : compare(v.expected().path("matches").asBoolean(), matches);
    } catch (LanguageException e) {
      return v.expectsError() ? "" : "unexpected error: " + e.getMessage();
    }
  }

  private static String cronPrevious(Vector v) {
    JsonNode from = v.input().path("from");
    ZoneId zone = from.has("zone") ? ZoneId.of(from.path("zone").asString()) : ZoneOffset.UTC;
    Instant start =
        from.has("local")
            ? LocalDateTime.parse(from.path("local").asString()).toInstant(ZoneOffset.UTC)
            : OffsetDateTime.parse(from.path("instant").asString()).toInstant();
    Optional<Instant> previous;
    try {
      previous =
          CronSchedule.parseWithSeconds(v.input().path("spec").asString(), zone).previous(start);
    } catch (LanguageException e) {
      return v.expectsError() ? "" : "unexpected error: " + e.getMessage();
    }
    JsonNode expected = v.expected().path("previous");
    if (v.expectsError() || expected.isNull()) {
      return compare(Optional.empty(), previous);
    }
    Instant wanted =
        expected.has("local")
            ? LocalDateTime.parse(expected.path("local").asString()).toInstant(ZoneOffset.UTC)
            : OffsetDateTime.parse(expected.path("instant").asString()).toInstant();
    return compare(Optional.of(wanted), previous);
  }

  private static String timeOfDay(Vector v) {
    try {
      String zone = v.input().path("timezone").asString("");
      LocalTime time = TimeFilter.ofDay(v.input().path("time").asString());
      ZoneId place = zone.isEmpty() ? ZoneOffset.UTC : ZoneId.of(zone);
      ZonedDateTime at =
          OffsetDateTime.parse(v.input().path("base").asString())
              .atZoneSameInstant(place)
              .with(time);
      if (v.expectsError()) {
        return "expected an error, got " + at;
      }
      return v.expected().has("result")
          ? compare(
              OffsetDateTime.parse(v.expected().path("result").asString()).toInstant(),
              at.toInstant())
          : compare(LocalTime.parse(v.expected().path("localTime").asString()), at.toLocalTime());
    } catch (DateTimeException e) {
      return v.expectsError() ? "" : "unexpected error: " + e.getMessage();
    }
  }

  private static Backoff backoff(JsonNode given) {
    if (!(given instanceof ObjectNode object)) {
      return Backoff.DEFAULT;
    }
    return Backoff.read(new Fields(object, "backoff", Faults.of(KubeObject.of(object))));
  }

  private static String backoffConvert(Vector v) {
    Backoff backoff = backoff(v.input().path("backoff"));
    return compare(
        List.of(
            v.expected().path("initialDelayMs").asLong(),
            v.expected().path("factor").asDouble(),
            v.expected().path("jitter").asDouble(),
            v.expected().path("attempts").asInt()),
        List.of(backoff.initial().toMillis(), backoff.factor(), backoff.jitter(), backoff.steps()));
  }

  /** Without waiting: attempts and the least waits add up. */
  private static String backoffRun(Vector v) {
    Backoff backoff = backoff(v.input().path("backoff"));
    JsonNode failures = v.input().path("failures");
    int failing = failures.isNumber() ? failures.asInt() : Integer.MAX_VALUE;
    int attempts = 1;
    Duration waited = Duration.ZERO;
    while (attempts <= failing && backoff.allowsAfter(attempts)) {
      waited = waited.plus(backoff.pauseAfter(attempts, 0));
      attempts++;
    }
    boolean ok = attempts > failing;
    String problem = compare(v.expected().path("ok").asBoolean(), ok);
    if (problem.isEmpty() && v.expected().has("attempts")) {
      problem = compare(v.expected().path("attempts").asInt(), attempts);
    }
    return problem.isEmpty() && waited.toMillis() < v.expected().path("minElapsedMs").asLong(0)
        ? "waits only " + waited
        : problem;
  }

  private static String retryable(Vector v) {
    String name = v.input().path("error").asString();
    ApiException.Reason reason =
        Arrays.stream(ApiException.Reason.values())
            .filter(r -> r.text().equals(name))
            .findFirst()
            .orElse(ApiException.Reason.INTERNAL);
    return compare(v.expected().path("retryable").asBoolean(), ApiFailures.isRetryable(reason));
  }

  private static String policyStatus(Vector v) {
    try {
      StatusPolicy.read(v.input()).check(v.input().path("status").asInt(), "http://x");
      return compare(v.expected().path("ok").asBoolean(), true);
    } catch (ActionException e) {
      return compare(v.expected().path("ok").asBoolean(), false);
    }
  }

  private static String policyK8s(Vector v) {
    Map<String, String> labels = new HashMap<>();
    v.input()
        .path("objectLabels")
        .properties()
        .forEach(e -> labels.put(e.getKey(), e.getValue().asString()));
    LabelPolicy policy = LabelPolicy.read((ObjectNode) v.input().path("policy"));
    try {
      policy.await(() -> labels, "object");
      return compare(v.expected().path("ok").asBoolean(), true);
    } catch (ActionException e) {
      return compare(v.expected().path("ok").asBoolean(), false);
    }
  }

  private static String namingResource(Vector v) {
    ResourceType type =
        ObjectTarget.type(
            v.input().path("apiVersion").asString(), v.input().path("kind").asString());
    return compare(
        List.of(
            v.expected().path("group").asString(),
            v.expected().path("version").asString(),
            v.expected().path("resource").asString()),
        List.of(type.group(), type.version(), type.plural()));
  }

  private static String logText(Vector v) {
    return compare(
        v.expected().path("text").asString(),
        LogTrigger.text(VectorEvents.event(v.input().path("event"))));
  }

  private static String amqpArguments(Vector v) {
    try {
      Map<String, Object> table = QueueArguments.parse(v.input().path("yaml").asString());
      if (v.expectsError()) {
        return "expected an error, got " + table;
      }
      JsonNode expected = v.expected().path("table");
      if (expected.isNull() || table == null) {
        return compare(expected.isNull(), table == null);
      }
      Map<String, Object> wanted = new HashMap<>();
      expected
          .properties()
          .forEach(e ->
              wanted.put(
                  e.getKey(),
                  e.getValue().isString()
                      ? e.getValue().stringValue()
                      : e.getValue().isBoolean()
                          ? (Object) e.getValue().booleanValue()
                          : e.getValue().longValue()));
      return compare(wanted, table);
    } catch (RejectedManifestException e) {
      return v.expectsError() ? "" : "unexpected error: " + e.getMessage();
    }
  }

  private static String exclusionDates(Vector v) {
    List<String> dates = new ArrayList<>();
    for (JsonNode entry : v.input().path("entries")) {
      ExclusionDates.parse(entry.asString())
          .forEach(time -> dates.add(time.toInstant(ZoneOffset.UTC).toString()));
    }
    return compare(SensorAdapters.texts(v.expected().path("dates")), dates);
  }
}
