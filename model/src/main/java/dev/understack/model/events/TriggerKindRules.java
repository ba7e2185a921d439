package dev.understack.model.events;

import dev.understack.model.Fields;
import java.util.Set;

/** Rules of the kinds of triggers; the messages are those of Argo Events. */
final class TriggerKindRules {
  private static final Set<String> K8S_OPERATIONS =
      Set.of("", "create", "update", "patch", "delete");
  private static final Set<String> WORKFLOW_OPERATIONS =
      Set.of(
          "submit", "submit-from", "suspend", "retry", "resume", "resubmit", "terminate", "stop");
  private static final Set<String> METHODS = Set.of("", "GET", "DELETE", "PATCH", "POST", "PUT");

  private TriggerKindRules() {}

  static void unchecked(Fields f, UnknownFields unknown) {
    TriggerParameter.payload(f, "payload", unknown);
    TriggerParameter.list(f, "parameters", unknown);
  }

  static void k8s(Fields f, UnknownFields unknown) {
    source(f);
    operation(f, K8S_OPERATIONS);
    TriggerParameter.list(f, "parameters", unknown);
  }

  static void argoWorkflow(Fields f, UnknownFields unknown) {
    source(f);
    operation(f, WORKFLOW_OPERATIONS);
    TriggerParameter.list(f, "parameters", unknown);
  }

  static void http(Fields f, UnknownFields unknown) {
    Rules.text(f, "url", "server URL is not specified");
    if (!METHODS.contains(f.text("method"))) {
      f.fault("method", "only GET, DELETE, PATCH, POST and PUT methods are supported");
    }
    TriggerParameter.payload(f, "payload", unknown);
    TriggerParameter.list(f, "parameters", unknown);
  }

  static void awsLambda(Fields f, UnknownFields unknown) {
    Rules.text(f, "functionName", "function name is not specified");
    Rules.text(f, "region", "region in not specified");
    payload(f, "payload parameters are not specified", unknown);
    TriggerParameter.list(f, "parameters", unknown);
  }

  static void kafka(Fields f, UnknownFields unknown) {
    Rules.text(f, "url", "broker url must not be empty");
    payload(f, "payload must not be empty", unknown);
    Rules.text(f, "topic", "topic must not be empty");
  }

  static void nats(Fields f, UnknownFields unknown) {
    Rules.text(f, "url", "nats server URL can't be empty");
    Rules.text(f, "subject", "nats subject can't be empty");
    payload(f, "payload can't be nil", unknown);
  }

  static void slack(Fields f, UnknownFields unknown) {
    Rules.present(f, "slackToken", "slack token can't be empty");
    TriggerParameter.list(f, "parameters", unknown);
  }

  static void openWhisk(Fields f, UnknownFields unknown) {
    Rules.text(f, "actionName", "action name is not specified");
    Rules.text(f, "host", "host URL is not specified");
    SecretKey.in(f, "authToken");
    payload(f, "payload parameters are not specified", unknown);
    TriggerParameter.list(f, "parameters", unknown);
  }

  static void custom(Fields f, UnknownFields unknown) {
    Rules.text(f, "serverURL", "custom trigger gRPC server url is not defined");
    Rules.present(f, "spec", "trigger body can't be empty");
    boolean secure = f.bool("secure", false);
    if (!f.has("certSecret") && secure) {
      f.fault("certSecret", "certSecret can't be nil when the trigger server connection is secure");
    }
    TriggerParameter.list(f, "parameters", unknown);
  }

  static void email(Fields f, UnknownFields unknown) {
    Rules.text(f, "host", "host can't be empty");
    long port = f.integer("port", 0);
    if (port < 0 || port > 65535) {
      f.fault("port", "port: " + port + ", port should be between 0-65535");
    }
    TriggerParameter.list(f, "parameters", unknown);
  }

  /** The policy that Argo looks at for this kind; others are ignored. */
  static void policy(TriggerKind kind, Fields policy) {
    policy.known("k8s", "status");
    switch (kind) {
      case K8S, ARGO_WORKFLOW ->
          policy
              .object("k8s")
              .filter(k8s -> k8s.textMap("labels").isEmpty())
              .ifPresent(k8s -> k8s.fault("labels", "resource labels are not specified"));
      case HTTP, AWS_LAMBDA ->
          policy
              .object("status")
              .filter(status -> status.array("allow").isEmpty())
              .ifPresent(status ->
                  status.fault("allow", "list of allowed response status is not specified"));
      default -> {}
    }
  }

  private static void source(Fields f) {
    Rules.present(f, "source", "trigger does not contain an absolute action");
  }

  private static void operation(Fields f, Set<String> allowed) {
    String operation = f.text("operation");
    if (!allowed.contains(operation)) {
      f.fault("operation", "unknown operation type " + operation);
    }
  }

  private static void payload(Fields f, String message, UnknownFields unknown) {
    if (TriggerParameter.list(f, "payload", unknown).isEmpty()) {
      f.fault("payload", message);
    }
  }
}
