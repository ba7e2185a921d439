package dev.understack.server.kube;

import dev.understack.cluster.ApiException;
import dev.understack.cluster.ApiException.Reason;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Reads objects in Kubernetes' protobuf encoding, in which newer clients send the built-in kinds,
 * and gives them as JSON.
 */
final class ProtobufBody {
  private static final byte[] MAGIC = {'k', '8', 's', 0};
  private static final Pattern BLANK = Pattern.compile(" ");
  private static final Pattern COLON = Pattern.compile(":");
  private static final Map<String, Map<Integer, Field>> MESSAGES = load();

  private ProtobufBody() {}

  private enum Shape {
    ONE,
    LIST,
    MAP,
    /** The fields of the message stand among those of its parent. */
    INLINE
  }

  private record Field(String name, Shape shape, String type) {}

  /** The object in an envelope; {@link ApiException} when it is not one or of an unknown kind. */
  static ObjectNode read(byte[] body) {
    if (!Arrays.equals(body, 0, Math.min(4, body.length), MAGIC, 0, 4)) {
      throw malformed("no envelope");
    }
    Envelope envelope = new Envelope(new ProtobufReader(body, MAGIC.length, body.length));
    String group = envelope.apiVersion.contains("/") ? group(envelope.apiVersion) : "core";
    String message =
        envelope.kind.equals("DeleteOptions") ? "meta.DeleteOptions" : group + "." + envelope.kind;
    if (!MESSAGES.containsKey(message)) {
      throw new ApiException(
          Reason.UNSUPPORTED_MEDIA_TYPE,
          "%s of %s is accepted as JSON or YAML only"
              .formatted(envelope.kind, envelope.apiVersion));
    }
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.put("apiVersion", envelope.apiVersion).put("kind", envelope.kind);
    fields(envelope.raw, message, object);
    return object;
  }

  /** {@code runtime.Unknown}: what it is, and the object as bytes. */
  private static final class Envelope {
    private String apiVersion = "";
    private String kind = "";
    private ProtobufReader raw = new ProtobufReader(new byte[0], 0, 0);

    Envelope(ProtobufReader in) {
      while (in.next()) {
        switch (in.field()) {
          case 1 -> type(in.message());
          case 2 -> raw = in.message();
          default -> in.skip();
        }
      }
    }

    private void type(ProtobufReader in) {
      while (in.next()) {
        switch (in.field()) {
          case 1 -> apiVersion = in.text();
          case 2 -> kind = in.text();
          default -> in.skip();
        }
      }
    }
  }

  private static void fields(ProtobufReader in, String message, ObjectNode into) {
    Map<Integer, Field> known = MESSAGES.getOrDefault(message, Map.of());
    while (in.next()) {
      Field field = known.get(in.field());
      if (field == null) {
        in.skip();
        continue;
      }
      switch (field.shape) {
        case ONE -> set(into, field.name, value(in, field.type));
        case LIST -> {
          JsonNode item = value(in, field.type);
          into.withArrayProperty(field.name).add(item == null ? into.nullNode() : item);
        }
        case MAP -> entry(in.message(), field, into.withObjectProperty(field.name));
        case INLINE -> fields(in.message(), field.type, into);
      }
    }
  }

  private static void entry(ProtobufReader in, Field field, ObjectNode into) {
    String key = "";
    JsonNode value = StringNode.valueOf("");
    while (in.next()) {
      if (in.field() == 1) {
        key = in.text();
      } else {
        value = Objects.requireNonNullElse(value(in, field.type), value);
      }
    }
    into.set(key, value);
  }

  /** Protobuf writes zeros and empty texts that JSON leaves out. */
  private static void set(ObjectNode into, String name, @Nullable JsonNode value) {
    boolean empty =
        value == null
            || (value.isString() && value.stringValue().isEmpty())
            || (name.equals("status") && value.isEmpty());
    if (!empty) {
      into.set(name, value);
    }
  }

  private static @Nullable JsonNode value(ProtobufReader in, String type) {
    return switch (type) {
      case "string" -> StringNode.valueOf(in.text());
      case "bytes" -> StringNode.valueOf(Base64.getEncoder().encodeToString(in.bytes()));
      case "bool" -> BooleanNode.valueOf(in.varint() != 0);
      case "int32", "int64", "uint32", "uint64" -> LongNode.valueOf(in.varint());
      case "meta.Time", "meta.MicroTime" -> time(in.message());
      case "resource.Quantity" -> first(in.message());
      case "intstr.IntOrString" -> intOrText(in.message());
      case "authentication.ExtraValue", "authorization.ExtraValue" -> texts(in.message());
      default -> {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        fields(in.message(), type, object);
        yield object;
      }
    };
  }

  private static @Nullable JsonNode time(ProtobufReader in) {
    long seconds = 0;
    long nanos = 0;
    boolean any = false;
    while (in.next()) {
      any = true;
      if (in.field() == 1) {
        seconds = in.varint();
      } else {
        nanos = in.varint();
      }
    }
    return any ? StringNode.valueOf(Instant.ofEpochSecond(seconds, nanos).toString()) : null;
  }

  private static JsonNode first(ProtobufReader in) {
    return in.next() ? StringNode.valueOf(in.text()) : StringNode.valueOf("");
  }

  private static JsonNode intOrText(ProtobufReader in) {
    boolean isText = false;
    long number = 0;
    String text = "";
    while (in.next()) {
      switch (in.field()) {
        case 1 -> isText = in.varint() == 1;
        case 2 -> number = in.varint();
        default -> text = in.text();
      }
    }
    return isText ? StringNode.valueOf(text) : LongNode.valueOf(number);
  }

  private static JsonNode texts(ProtobufReader in) {
    var texts = JsonNodeFactory.instance.arrayNode();
    while (in.next()) {
      texts.add(in.text());
    }
    return texts;
  }

  /** The first word of the group is enough: no two of ours share it. */
  private static String group(String apiVersion) {
    int end = Math.min(index(apiVersion, '.'), index(apiVersion, '/'));
    return apiVersion.substring(0, end);
  }

  private static int index(String text, char wanted) {
    int index = text.indexOf(wanted);
    return index < 0 ? text.length() : index;
  }

  static ApiException malformed(String why) {
    return new ApiException(Reason.BAD_REQUEST, "the protobuf body cannot be read: " + why);
  }

  private static Map<String, Map<Integer, Field>> load() {
    Map<String, Map<Integer, Field>> messages = new HashMap<>();
    try (InputStream in =
            Objects.requireNonNull(ProtobufBody.class.getResourceAsStream("messages.txt"));
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      reader
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> BLANK.splitAsStream(line).toList())
          .forEach(words -> messages.put(words.getFirst(), fields(words)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return messages;
  }

  private static Map<Integer, Field> fields(List<String> words) {
    Map<Integer, Field> fields = new HashMap<>();
    for (String word : words.subList(1, words.size())) {
      List<String> parts = COLON.splitAsStream(word).toList();
      Shape shape =
          parts.size() == 3
              ? Shape.ONE
              : Shape.valueOf(parts.get(2).toUpperCase(java.util.Locale.ROOT));
      fields.put(
          Integer.parseInt(parts.getFirst()), new Field(parts.get(1), shape, parts.getLast()));
    }
    return fields;
  }
}
