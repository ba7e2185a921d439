package dev.understack.language.expr;

import dev.understack.language.FunctionException;
import dev.understack.language.Limits;
import dev.understack.language.fmt.GoFmt;
import dev.understack.language.go.GoDuration;
import dev.understack.language.go.TimeLayout;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Values of expressions from and to JSON and text. */
public final class ExprValues {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int DEEPEST = 1_000;
  private static final GoFmt FORMAT = new GoFmt(Limits.DEFAULT);

  private ExprValues() {}

  /**
   * The value of a JSON tree as Go decodes it: every number is a float64. Lists and maps are views
   * of the tree, which must not change.
   */
  public static @Nullable Object of(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> new JsonMap((ObjectNode) node);
      case ARRAY -> new JsonList((ArrayNode) node);
      case STRING -> node.stringValue();
      case NUMBER -> node.doubleValue();
      case BOOLEAN -> node.booleanValue();
      case NULL, MISSING, BINARY, POJO -> null;
    };
  }

  /** The fields of an object as variables; of anything else, none. */
  public static Map<String, @Nullable Object> environment(JsonNode node) {
    return node instanceof ObjectNode object ? new JsonMap(object) : Map.of();
  }

  /**
   * The JSON tree of a value as Go encodes it; functions are null.
   *
   * @throws FunctionException when the value is nested deeper than 1000
   */
  public static JsonNode json(@Nullable Object value) {
    return json(value, 0);
  }

  private static JsonNode json(@Nullable Object value, int depth) {
    if (depth > DEEPEST) {
      throw new FunctionException("nesting is deeper than " + DEEPEST);
    }
    return switch (value) {
      case null -> JSON.nullNode();
      case Boolean truth -> JSON.booleanNode(truth);
      case Long number -> JSON.numberNode(number);
      case Double number -> number(number);
      case String text -> JSON.stringNode(text);
      case byte[] bytes -> JSON.stringNode(Base64.getEncoder().encodeToString(bytes));
      case ZonedDateTime time -> JSON.stringNode(TimeLayout.RFC3339_NANO.format(time));
      case Duration duration -> JSON.numberNode(duration.toNanos());
      case List<?> list -> {
        ArrayNode array = JSON.arrayNode();
        list.forEach(item -> array.add(json(item, depth + 1)));
        yield array;
      }
      case Map<?, ?> map -> {
        ObjectNode object = JSON.objectNode();
        map.forEach((key, item) -> object.set(text(key), json(item, depth + 1)));
        yield object;
      }
      default -> JSON.nullNode();
    };
  }

  /** Go's text of a value, as {@code string(value)} gives it. */
  public static String text(@Nullable Object value) {
    return switch (value) {
      case String text -> text;
      case ZonedDateTime time -> TimeLayout.STRING.format(time);
      case Duration duration -> GoDuration.format(duration);
      case ZoneId zone -> zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
      case null, default -> FORMAT.sprint(Collections.singletonList(value));
    };
  }

  /** A whole float is written as a whole number, as Go does below 1e21. */
  private static JsonNode number(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return JSON.nullNode();
    }
    return value == Math.rint(value) && Math.abs(value) < 0x1p53
        ? JSON.numberNode((long) value)
        : JSON.numberNode(value);
  }
}
