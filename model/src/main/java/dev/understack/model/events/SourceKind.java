package dev.understack.model.events;

import dev.understack.model.Fields;
import java.util.Arrays;
import java.util.Optional;

/** The kinds of event sources that Argo Events knows, in the order of their fields. */
public enum SourceKind {
  AMQP(
      "amqp",
      true,
      "exchangeName exchangeDeclare queueDeclare queueBind consume connectionBackoff jsonBody"),
  AZURE_EVENTS_HUB("azureEventsHub", true, ""),
  AZURE_QUEUE_STORAGE("azureQueueStorage", false, "jsonBody dlq decodeMessage waitTimeInSeconds"),
  AZURE_SERVICE_BUS("azureServiceBus", true, "subscriptionName tls jsonBody"),
  BITBUCKET("bitbucket", false, "deleteHookOnFinish projectKey repositorySlug owner"),
  BITBUCKET_SERVER(
      "bitbucketserver",
      false,
      "projectKey repositorySlug webhookSecret deleteHookOnFinish skipBranchRefsChangedOnOpenPR"
          + " oneEventPerChange tls"),
  CALENDAR("calendar", true, "exclusionDates timezone persistence"),
  EMITTER("emitter", true, "username password connectionBackoff jsonBody"),
  FILE("file", true, "polling"),
  GENERIC("generic", true, "insecure jsonBody authSecret"),
  GERRIT("gerrit", false, "hookName deleteHookOnFinish sslVerify maxTries"),
  GITHUB("github", false, "id webhookSecret insecure active deleteHookOnFinish owner repository"),
  GITLAB(
      "gitlab",
      false,
      "projectID projects groups enableSSLVerification deleteHookOnFinish secretToken"),
  HDFS("hdfs", true, "hdfsUser krbConfigConfigMap"),
  KAFKA(
      "kafka",
      true,
      "connectionBackoff jsonBody limitEventsPerSecond version config schemaRegistry"),
  MINIO("minio", true, "region insecure events filter notificationARN caCertificate"),
  MNS("mns", false, "jsonBody accessKey secretKey endpoint"),
  MQTT("mqtt", true, "connectionBackoff jsonBody"),
  NATS("nats", true, "connectionBackoff jsonBody auth"),
  NSQ("nsq", true, "connectionBackoff jsonBody"),
  PUB_SUB(
      "pubSub", "pubsub", true, "projectID credentialSecret deleteSubscriptionOnFinish jsonBody"),
  PULSAR(
      "pulsar",
      true,
      "tlsTrustCertsSecret tlsAllowInsecureConnection tlsValidateHostname connectionBackoff"
          + " jsonBody authTokenSecret authAthenzParams authAthenzSecret tls"),
  REDIS("redis", true, "db username jsonBody"),
  REDIS_STREAM("redisStream", true, "maxMsgCountPerRead consumerGroup db username password"),
  RESOURCE("resource", true, "namespace group"),
  SFTP("sftp", true, "username password sshKeySecret address pollIntervalDuration"),
  SLACK("slack", false, ""),
  SNS("sns", false, "accessKey secretKey roleARN validateSignature endpoint"),
  SQS(
      "sqs",
      false,
      "accessKey secretKey waitTimeSeconds roleARN jsonBody queueAccountId dlq endpoint"
          + " sessionToken"),
  STORAGE_GRID("storageGrid", "storagegrid", false, "filter tls region"),
  STRIPE("stripe", false, "eventFilter"),
  WEBHOOK("webhook", false, "");

  private final String field;
  private final String eventType;
  private final boolean recreated;
  private final String known;

  SourceKind(String field, boolean recreated, String known) {
    this(field, field, recreated, known);
  }

  SourceKind(String field, String eventType, boolean recreated, String known) {
    this.field = field;
    this.eventType = eventType;
    this.recreated = recreated;
    this.known = ("metadata filter " + known).trim();
  }

  /** The field below {@code spec} that holds events of this kind. */
  public String field() {
    return field;
  }

  /** The CloudEvent {@code type} of its events. */
  public String eventType() {
    return eventType;
  }

  /** Whether Argo stops the old pod before it starts a new one; such kinds cannot be mixed. */
  public boolean recreated() {
    return recreated;
  }

  /** Whether {@code filter.expression} is looked at; some kinds have filters of their own. */
  public boolean filtersByExpression() {
    return switch (this) {
      case MINIO, RESOURCE, STORAGE_GRID, STRIPE -> false;
      default -> true;
    };
  }

  /** The kind with this field below {@code spec}. */
  public static Optional<SourceKind> ofField(String field) {
    return Arrays.stream(values()).filter(kind -> kind.field.equals(field)).findFirst();
  }

  /** Adds every fault of one event's settings. */
  public void check(Fields config) {
    switch (this) {
      case AMQP -> MessagingRules.amqp(config);
      case AZURE_EVENTS_HUB -> CloudRules.azureEventsHub(config);
      case AZURE_QUEUE_STORAGE -> CloudRules.azureQueueStorage(config);
      case AZURE_SERVICE_BUS -> CloudRules.azureServiceBus(config);
      case BITBUCKET -> HookRules.bitbucket(config);
      case BITBUCKET_SERVER -> HookRules.bitbucketServer(config);
      case CALENDAR -> LocalRules.calendar(config);
      case EMITTER -> MessagingRules.emitter(config);
      case FILE -> LocalRules.file(config);
      case GENERIC -> LocalRules.generic(config);
      case GERRIT -> HookRules.gerrit(config);
      case GITHUB -> HookRules.github(config);
      case GITLAB -> HookRules.gitlab(config);
      case HDFS -> LocalRules.hdfs(config);
      case KAFKA -> MessagingRules.kafka(config);
      case MINIO -> CloudRules.minio(config);
      case MNS -> CloudRules.mns(config);
      case MQTT -> MessagingRules.mqtt(config);
      case NATS -> MessagingRules.nats(config);
      case NSQ -> MessagingRules.nsq(config);
      case PUB_SUB -> CloudRules.pubSub(config);
      case PULSAR -> MessagingRules.pulsar(config);
      case REDIS -> MessagingRules.redis(config);
      case REDIS_STREAM -> MessagingRules.redisStream(config);
      case RESOURCE -> LocalRules.resource(config);
      case SFTP -> LocalRules.sftp(config);
      case SLACK -> HookRules.slack(config);
      case SNS -> HookRules.sns(config);
      case SQS -> CloudRules.sqs(config);
      case STORAGE_GRID -> HookRules.storageGrid(config);
      case STRIPE -> HookRules.stripe(config);
      case WEBHOOK -> HookRules.webhook(config);
    }
  }

  String[] known() {
    return known.split(" ");
  }
}
