package dev.understack.sensors.parameter;

import dev.understack.language.LanguageException;
import dev.understack.language.gjson.GjsonPath;
import dev.understack.language.gjson.GjsonResult;
import dev.understack.language.sjson.SjsonPath;
import dev.understack.model.events.TriggerParameter;
import dev.understack.sensors.event.SensorEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A compiled list of parameters, in order. Safe for several threads. */
public final class Parameters {
  private final List<Entry> entries;

  private Parameters(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  /** Compiles a list. */
  public static Parameters compile(List<TriggerParameter> parameters) {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      TriggerParameter parameter = parameters.get(i);
      entries.add(new Entry(i, parameter, ValueSource.compile(parameter.source())));
    }
    return new Parameters(entries);
  }

  public boolean isEmpty() {
    return entries.isEmpty();
  }

  /**
   * An object with the values in their places; what the events do not have and what has no default
   * is left as it is.
   *
   * @param object JSON text
   * @throws ParameterException when a value is missing or cannot go to its place
   */
  public String apply(String object, Map<String, SensorEvent> events) {
    String result = object;
    for (Entry entry : entries) {
      Optional<ParameterValue> value = entry.value(events);
      if (value.isPresent()) {
        result = entry.write(result, value.get());
      }
    }
    return result;
  }

  /**
   * A payload that consists of the values; empty when there is none. A value without a place is the
   * payload, and what follows it does not count. A value that the events do not have and that has
   * no default is left out.
   *
   * @throws ParameterException when a value is missing or cannot go to its place
   */
  public Optional<String> payload(Map<String, SensorEvent> events) {
    String result = "";
    for (Entry entry : entries) {
      Optional<ParameterValue> value = entry.value(events);
      if (value.isEmpty()) {
        continue;
      }
      if (entry.parameter.dest().isEmpty()) {
        return Optional.of(value.get().text());
      }
      result = entry.set(result, value.get());
    }
    return result.isEmpty() ? Optional.empty() : Optional.of(result);
  }

  private record Entry(int index, TriggerParameter parameter, ValueSource source) {

    Optional<ParameterValue> value(Map<String, SensorEvent> events) {
      try {
        return source.resolve(events);
      } catch (ParameterException e) {
        throw failed(String.valueOf(e.getMessage()));
      }
    }

    String write(String object, ParameterValue value) {
      return switch (parameter.operation()) {
        case "", "overwrite" -> set(object, value);
        case "append" -> join(object, value, true);
        case "prepend" -> join(object, value, false);
        default ->
            throw failed("unsupported trigger parameter operation: " + parameter.operation());
      };
    }

    String set(String object, ParameterValue value) {
      boolean raw = parameter.source().useRawData() && value.kind() != ParameterValue.Kind.STRING;
      return put(object, value.text(), raw);
    }

    private String put(String object, String value, boolean raw) {
      try {
        SjsonPath place = SjsonPath.compile(parameter.dest());
        return raw ? place.setRaw(object, value) : place.set(object, value);
      } catch (LanguageException e) {
        throw failed(String.valueOf(e.getMessage()));
      }
    }

    private String join(String object, ParameterValue value, boolean after) {
      GjsonResult current = GjsonPath.compile(parameter.dest()).get(object);
      if (!current.exists()) {
        return set(object, value);
      }
      String was = current.string();
      String joined = after ? was + value.text() : value.text() + was;
      return put(object, joined, false);
    }

    private ParameterException failed(String why) {
      return new ParameterException(
          "parameter " + (index + 1) + " (" + parameter.dest() + "): " + why);
    }
  }
}
