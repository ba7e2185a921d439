package dev.understack.model.events;

import dev.understack.model.Fields;

/** Rules of the sources that read a message broker. */
final class MessagingRules {
  private MessagingRules() {}

  static void amqp(Fields f) {
    boolean url = !f.text("url").isEmpty();
    boolean secret = f.has("urlSecret");
    if (!url && !secret) {
      f.fault("url", "either url or urlSecret must be specified");
    }
    if (url && secret) {
      f.fault("urlSecret", "only one of url or urlSecret can be specified");
    }
    Rules.text(f, "routingKey", "routing key must be specified");
    Rules.text(f, "exchangeType", "exchange type must be specified");
    if (Rules.tls(f)) {
      f.known("auth");
    } else {
      Rules.auth(f);
    }
  }

  static void kafka(Fields f) {
    Rules.text(f, "url", "url must be specified");
    Rules.text(f, "topic", "topic must be specified");
    if (!f.has("consumerGroup") && f.anyText("partition").orElse("").isEmpty()) {
      f.fault("", "consumerGroup or partition must be specified");
    }
    Rules.tls(f);
    Rules.sasl(f);
    f.object("awsMskIamAuth")
        .ifPresent(aws -> Rules.text(aws, "region", "awsMskIamAuth.region must be specified"));
  }

  static void mqtt(Fields f) {
    Rules.text(f, "url", "url must be specified");
    Rules.text(f, "topic", "topic must be specified");
    Rules.text(f, "clientId", "client id must be specified");
    if (Rules.tls(f)) {
      f.known("auth");
    } else {
      Rules.auth(f);
    }
  }

  static void nats(Fields f) {
    Rules.text(f, "url", "url must be specified");
    Rules.text(f, "subject", "subject must be specified");
    Rules.tls(f);
    if (f.has("queue") && f.text("queue").isEmpty()) {
      f.fault("queue", "queue group cannot be empty if specified");
    }
  }

  static void emitter(Fields f) {
    Rules.text(f, "broker", "broker url must be specified");
    Rules.text(f, "channelName", "channel name must be specified");
    Rules.text(f, "channelKey", "channel key secret selector must be specified");
    Rules.tls(f);
  }

  static void nsq(Fields f) {
    Rules.text(f, "hostAddress", "host address must be specified");
    Rules.text(f, "topic", "topic must be specified");
    Rules.text(f, "channel", "channel must be specified");
    Rules.tls(f);
  }

  static void pulsar(Fields f) {
    Rules.notEmpty(f, "topics", "topics can't be empty list");
    Rules.text(f, "url", "url must be provided");
    String type = f.text("type");
    if (!type.equals("exclusive") && !type.equals("shared")) {
      f.fault("type", "subscription type must be either exclusive or shared");
    }
  }

  static void redis(Fields f) {
    Rules.text(f, "hostAddress", "host address must be specified");
    Rules.notEmpty(f, "channels", "channel/s must be specified");
    if (f.has("password") && f.text("namespace").isEmpty()) {
      f.fault(
          "namespace",
          "namespace must be defined in order to retrieve the password from the secret");
    }
    f.known("namespace");
    Rules.tls(f);
  }

  static void redisStream(Fields f) {
    Rules.text(f, "hostAddress", "host address must be specified");
    Rules.notEmpty(f, "streams", "stream/streams must be specified");
    Rules.tls(f);
  }
}
