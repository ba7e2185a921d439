package dev.understack.sensors.transform;

import dev.understack.language.LanguageException;
import dev.understack.model.events.EventTransform;
import dev.understack.sensors.event.SensorEvent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A compiled transform of an event's data: a jq program, a Lua program or nothing. */
public final class DataTransform {
  private final String text;
  private final @Nullable Program program;
  private final String fault;

  private DataTransform(String text, @Nullable Program program, String fault) {
    this.text = text;
    this.program = program;
    this.fault = fault;
  }

  /** Compiles a transform; one that does not parse is kept with its fault. */
  public static DataTransform compile(Optional<EventTransform> transform) {
    if (transform.isEmpty()) {
      return new DataTransform("", null, "");
    }
    EventTransform given = transform.get();
    String text = given.jq().isEmpty() ? "lua:" + given.script() : "jq:" + given.jq();
    if (given.jq().isEmpty() && given.script().isEmpty()) {
      return new DataTransform("", null, "");
    }
    try {
      Program program =
          given.jq().isEmpty() ? new LuaProgram(given.script()) : new JqProgram(given.jq());
      return new DataTransform(text, program, "");
    } catch (LanguageException e) {
      return new DataTransform(text, null, "transform: " + e.getMessage());
    }
  }

  /** What tells it from other transforms; empty when it changes nothing. */
  public String text() {
    return text;
  }

  /** Why it does not compile, if so. */
  public Optional<String> fault() {
    return fault.isEmpty() ? Optional.empty() : Optional.of(fault);
  }

  /**
   * The event with its data transformed.
   *
   * @throws TransformException when the program fails or does not give an object
   */
  public SensorEvent apply(SensorEvent event) {
    if (!fault.isEmpty()) {
      throw new TransformException(fault);
    }
    if (program == null) {
      return event;
    }
    JsonNode data = event.tree();
    if (data == null || data.isMissingNode()) {
      throw new TransformException("the event's data is not JSON");
    }
    JsonNode object = data.isNull() ? JsonNodeFactory.instance.objectNode() : data;
    if (!object.isObject()) {
      throw new TransformException("the event's data is not an object");
    }
    try {
      return event.withData(program.apply(object));
    } catch (LanguageException e) {
      throw new TransformException(String.valueOf(e.getMessage()));
    }
  }

  /** A program over data. Safe for several threads. */
  interface Program {
    JsonNode apply(JsonNode data);
  }

  /** A transform that fails on an event. The message says why. */
  public static final class TransformException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TransformException(String message) {
      super(message);
    }
  }
}
