package dev.understack.model.events;

import dev.understack.model.Fields;

/** The kinds of triggers that Argo Events knows, in the order in which it looks for them. */
public enum TriggerKind {
  K8S("k8s", "liveObject patchStrategy"),
  ARGO_WORKFLOW("argoWorkflow", "args"),
  HTTP("http", "tls basicAuth timeout headers secureHeaders dynamicHeaders host"),
  AWS_LAMBDA("awsLambda", "accessKey secretKey roleARN invocationType"),
  AZURE_EVENT_HUBS("azureEventHubs", "fqdn hubName sharedAccessKeyName sharedAccessKey"),
  AZURE_SERVICE_BUS(
      "azureServiceBus",
      "connectionString fullyQualifiedNamespace queueName topicName subscriptionName tls"),
  KAFKA(
      "kafka",
      "partition requiredAcks compress flushFrequency tls sasl partitioningKey version headers"
          + " secureHeaders schemaRegistry"),
  PULSAR(
      "pulsar",
      "url topic tlsTrustCertsSecret tlsAllowInsecureConnection tlsValidateHostname tls"
          + " authTokenSecret connectionBackoff authAthenzParams authAthenzSecret"),
  NATS("nats", "tls auth"),
  SLACK("slack", "channel message attachments blocks thread sender"),
  OPEN_WHISK("openWhisk", "version namespace"),
  CUSTOM("custom", "secure serverNameOverride"),
  LOG("log", "intervalSeconds"),
  EMAIL("email", "username smtpPassword to from subject body");

  private final String field;
  private final String known;

  TriggerKind(String field, String known) {
    this.field = field;
    this.known = known;
  }

  /** The field below {@code template}. */
  public String field() {
    return field;
  }

  void check(Fields settings, UnknownFields unknown) {
    switch (this) {
      case K8S -> TriggerKindRules.k8s(settings, unknown);
      case ARGO_WORKFLOW -> TriggerKindRules.argoWorkflow(settings, unknown);
      case HTTP -> TriggerKindRules.http(settings, unknown);
      case AWS_LAMBDA -> TriggerKindRules.awsLambda(settings, unknown);
      case KAFKA -> TriggerKindRules.kafka(settings, unknown);
      case NATS -> TriggerKindRules.nats(settings, unknown);
      case SLACK -> TriggerKindRules.slack(settings, unknown);
      case OPEN_WHISK -> TriggerKindRules.openWhisk(settings, unknown);
      case CUSTOM -> TriggerKindRules.custom(settings, unknown);
      case EMAIL -> TriggerKindRules.email(settings, unknown);
      case AZURE_EVENT_HUBS, AZURE_SERVICE_BUS, PULSAR, LOG ->
          TriggerKindRules.unchecked(settings, unknown);
    }
    settings.known("parameters", "payload");
    unknown.check(settings, known.split(" "));
  }
}
