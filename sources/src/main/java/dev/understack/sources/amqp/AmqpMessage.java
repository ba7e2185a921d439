package dev.understack.sources.amqp;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Envelope;
import dev.understack.bus.RejectedMessage;
import dev.understack.model.Json;
import dev.understack.sources.GoTimeText;
import dev.understack.sources.spi.EventSink.RawMessage;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One delivery and the event data that Argo Events makes of it. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record AmqpMessage(Envelope envelope, BasicProperties properties, byte[] body) {

  /**
   * The event's data. Throws {@link tools.jackson.core.JacksonException} when the body must be JSON
   * and is not.
   */
  ObjectNode data(boolean jsonBody, Map<String, String> metadata) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("contentType", text(properties.getContentType()));
    data.put("contentEncoding", text(properties.getContentEncoding()));
    data.put("deliveryMode", number(properties.getDeliveryMode()));
    data.put("priority", number(properties.getPriority()));
    data.put("correlationId", text(properties.getCorrelationId()));
    data.put("replyTo", text(properties.getReplyTo()));
    data.put("expiration", text(properties.getExpiration()));
    data.put("messageId", text(properties.getMessageId()));
    data.put(
        "timestamp",
        properties.getTimestamp() == null
            ? GoTimeText.ZERO
            : GoTimeText.utc(properties.getTimestamp().toInstant()));
    data.put("type", text(properties.getType()));
    data.put("appId", text(properties.getAppId()));
    data.put("exchange", envelope.getExchange());
    data.put("routingKey", envelope.getRoutingKey());
    if (jsonBody) {
      data.set("body", Json.read(body));
    } else {
      data.put("body", Base64.getEncoder().encodeToString(body));
    }
    if (!metadata.isEmpty()) {
      ObjectNode copy = data.putObject("metadata");
      metadata.forEach(copy::put);
    }
    return data;
  }

  /** What tells this message from another: the sender's message id or that of OpenStack. */
  Optional<String> identity(JsonNode data) {
    String messageId = text(properties.getMessageId());
    return messageId.isEmpty() ? OsloIds.find(data.path("body")) : Optional.of(messageId);
  }

  /** As received, for the list of rejected messages. */
  RawMessage raw() {
    Map<String, String> known = new LinkedHashMap<>();
    known.put("exchange", envelope.getExchange());
    known.put("routingKey", envelope.getRoutingKey());
    known.put("contentType", text(properties.getContentType()));
    known.put("contentEncoding", text(properties.getContentEncoding()));
    known.put("correlationId", text(properties.getCorrelationId()));
    known.put("replyTo", text(properties.getReplyTo()));
    known.put("messageId", text(properties.getMessageId()));
    known.put("type", text(properties.getType()));
    known.put("appId", text(properties.getAppId()));
    known.values().removeIf(String::isEmpty);
    return new RawMessage(body, known);
  }

  /** The message that {@link #raw} was made of, but for numbers and times. */
  static AmqpMessage of(RejectedMessage message) {
    Map<String, String> known = message.properties();
    return new AmqpMessage(
        new Envelope(
            0, true, known.getOrDefault("exchange", ""), known.getOrDefault("routingKey", "")),
        new BasicProperties.Builder()
            .contentType(known.get("contentType"))
            .contentEncoding(known.get("contentEncoding"))
            .correlationId(known.get("correlationId"))
            .replyTo(known.get("replyTo"))
            .messageId(known.get("messageId"))
            .type(known.get("type"))
            .appId(known.get("appId"))
            .build(),
        message.raw());
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  private static int number(@Nullable Integer value) {
    return value == null ? 0 : value;
  }
}
