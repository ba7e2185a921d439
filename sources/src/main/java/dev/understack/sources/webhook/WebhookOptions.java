package dev.understack.sources.webhook;

import dev.understack.model.Fields;
import dev.understack.model.events.SecretKey;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of a webhook event.
 *
 * @param endpoint its path
 * @param method the only method that is accepted
 * @param authSecret the bearer token that callers must send
 * @param serverCert with {@code serverKey}: serve HTTPS
 * @param maxPayloadBytes the longest JSON body
 */
record WebhookOptions(
    int port,
    String endpoint,
    String method,
    Optional<SecretKey> authSecret,
    Optional<SecretKey> serverCert,
    Optional<SecretKey> serverKey,
    long maxPayloadBytes,
    Map<String, String> metadata) {
  private static final long DEFAULT_MAX_PAYLOAD_BYTES = 1_048_576;

  static WebhookOptions read(Fields f) {
    String port = f.text("port");
    return new WebhookOptions(
        port.matches("[0-9]{1,5}") ? Integer.parseInt(port) : 0,
        f.text("endpoint"),
        f.text("method"),
        SecretKey.in(f, "authSecret"),
        SecretKey.in(f, "serverCertSecret"),
        SecretKey.in(f, "serverKeySecret"),
        f.integer("maxPayloadSize", DEFAULT_MAX_PAYLOAD_BYTES),
        f.textMap("metadata"));
  }
}
