package dev.understack.model.events;

import dev.understack.model.Fields;
import java.util.Set;

/** Checks that several kinds of sources share; the messages are those of Argo Events. */
final class Rules {
  private static final Set<String> SASL_MECHANISMS =
      Set.of("", "PLAIN", "OAUTHBEARER", "SCRAM-SHA-256", "SCRAM-SHA-512", "GSSAPI");

  private Rules() {}

  /** Text must be there. */
  static void text(Fields fields, String name, String message) {
    if (fields.text(name).isEmpty()) {
      fields.fault(name, message);
    }
  }

  /** Anything must be there. */
  static void present(Fields fields, String name, String message) {
    if (!fields.has(name)) {
      fields.fault(name, message);
    }
  }

  /** A list with at least one item. */
  static void notEmpty(Fields fields, String name, String message) {
    if (fields.array(name).isEmpty()) {
      fields.fault(name, message);
    }
  }

  /** A TLS object, when present; returns whether it is. */
  static boolean tls(Fields fields) {
    return fields.object("tls").map(Rules::checkTls).isPresent();
  }

  static Fields checkTls(Fields tls) {
    boolean cert = tls.has("clientCertSecret");
    boolean key = tls.has("clientKeySecret");
    boolean ca = tls.has("caCertSecret");
    boolean enabled = tls.bool("enabled", false);
    if (!tls.bool("insecureSkipVerify", false)) {
      if (!ca && !cert && !key && !enabled) {
        tls.fault(
            "",
            "invalid tls config, please configure either caCertSecret, or clientCertSecret and"
                + " clientKeySecret, or both");
      } else if (cert != key) {
        tls.fault(
            "",
            "invalid tls config, both clientCertSecret and clientKeySecret need to be configured");
      }
    }
    return tls;
  }

  /** A SASL object, when present; returns whether it is. */
  static boolean sasl(Fields fields) {
    return fields.object("sasl").map(Rules::checkSasl).isPresent();
  }

  static Fields checkSasl(Fields sasl) {
    String mechanism = sasl.text("mechanism");
    if (!SASL_MECHANISMS.contains(mechanism)) {
      sasl.fault(
          "mechanism",
          "invalid sasl config. Possible values for SASL Mechanism are `OAUTHBEARER, PLAIN,"
              + " SCRAM-SHA-256, SCRAM-SHA-512 and GSSAPI`");
    }
    if (!sasl.has("userSecret") || !sasl.has("passwordSecret")) {
      sasl.fault("", "invalid sasl config, both userSecret and passwordSecret must be defined");
    }
    return sasl;
  }

  /** Basic authentication by two secrets, when present. */
  static void auth(Fields fields) {
    fields
        .object("auth")
        .ifPresent(auth -> {
          present(auth, "username", "username missing");
          present(auth, "password", "password missing");
        });
  }
}
