package dev.understack.sources.amqp;

import dev.understack.model.Fields;
import dev.understack.model.events.Backoff;
import dev.understack.model.events.SecretKey;
import dev.understack.sources.TlsOptions;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of one AMQP event, with Argo Events' defaults.
 *
 * @param url address; empty when {@code urlSecret} holds it
 * @param exchangeName empty for the broker's default exchange
 * @param queue the queue; a server-named one that lives as long as the connection when absent
 * @param tls whether and how to verify and present certificates
 */
record AmqpOptions(
    String url,
    Optional<SecretKey> urlSecret,
    String exchangeName,
    String exchangeType,
    String routingKey,
    Exchange exchange,
    Queue queue,
    Consume consume,
    Optional<Credentials> credentials,
    Optional<TlsOptions> tls,
    Backoff backoff,
    boolean jsonBody,
    Map<String, String> metadata) {

  /** Attributes of the exchange. */
  record Exchange(boolean durable, boolean autoDelete, boolean internal) {}

  /**
   * Attributes of the queue.
   *
   * @param name empty for a server-named one
   * @param arguments YAML text of an object; may be empty
   */
  record Queue(
      String name, boolean durable, boolean autoDelete, boolean exclusive, String arguments) {}

  /** How to consume; every message is acknowledged after it is stored, whatever autoAck says. */
  record Consume(String consumerTag, boolean exclusive, boolean noLocal) {}

  /** Secrets with user name and password. */
  record Credentials(SecretKey username, SecretKey password) {}

  static AmqpOptions read(Fields f) {
    return new AmqpOptions(
        f.text("url"),
        SecretKey.in(f, "urlSecret"),
        f.text("exchangeName"),
        f.text("exchangeType"),
        f.text("routingKey"),
        f.object("exchangeDeclare")
            .map(e ->
                new Exchange(
                    e.bool("durable", false),
                    e.bool("autoDelete", false),
                    e.bool("internal", false)))
            .orElse(new Exchange(true, false, false)),
        f.object("queueDeclare")
            .map(q ->
                new Queue(
                    q.text("name"),
                    q.bool("durable", false),
                    q.bool("autoDelete", false),
                    q.bool("exclusive", false),
                    q.text("arguments")))
            .orElse(new Queue("", false, false, true, "")),
        f.object("consume")
            .map(c ->
                new Consume(
                    c.text("consumerTag"), c.bool("exclusive", false), c.bool("noLocal", false)))
            .orElse(new Consume("", false, false)),
        f.object("auth").flatMap(AmqpOptions::credentials),
        f.object("tls").map(TlsOptions::read),
        f.object("connectionBackoff").map(Backoff::read).orElse(Backoff.DEFAULT),
        f.bool("jsonBody", false),
        f.textMap("metadata"));
  }

  private static Optional<Credentials> credentials(Fields auth) {
    Optional<SecretKey> password = SecretKey.in(auth, "password");
    return SecretKey.in(auth, "username")
        .flatMap(name -> password.map(p -> new Credentials(name, p)));
  }
}
