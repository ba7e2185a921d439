package dev.understack.model.events;

import dev.understack.model.Fields;

/** Rules of the sources that read a cloud provider's queue or store. */
final class CloudRules {
  private CloudRules() {}

  static void azureEventsHub(Fields f) {
    Rules.text(f, "fqdn", "FQDN is not specified");
    Rules.text(f, "hubName", "hub name/path is not specified");
    if (f.has("sharedAccessKeyName") != f.has("sharedAccessKey")) {
      f.fault("", "both sharedAccessKeyName and sharedAccessKey must be specified, or neither");
    }
  }

  static void azureQueueStorage(Fields f) {
    if (!f.has("connectionString") && f.text("storageAccountName").isEmpty()) {
      f.fault("", "must specify connection string or storageAccountName");
    }
    f.known("storageAccountName");
    Rules.text(f, "queueName", "must specify queue name");
  }

  static void azureServiceBus(Fields f) {
    boolean queue = !f.text("queueName").isEmpty();
    boolean topic = !f.text("topicName").isEmpty();
    boolean subscription = !f.text("subscriptionName").isEmpty();
    if (!f.has("connectionString") && f.text("fullyQualifiedNamespace").isEmpty()) {
      f.fault("", "ConnectionString or fullyQualifiedNamespace must be specified");
    }
    f.known("fullyQualifiedNamespace");
    if (queue && (topic || subscription)) {
      f.fault("", "QueueName and TopicName/SubscriptionName cannot be specified at the same time");
    } else if (!queue && !topic) {
      f.fault("", "QueueName or TopicName/SubscriptionName must be specified");
    } else if (topic && !subscription) {
      f.fault("subscriptionName", "both TopicName and SubscriptionName must be specified");
    }
  }

  static void minio(Fields f) {
    Rules.present(f, "accessKey", "access key can't be empty");
    Rules.present(f, "secretKey", "secret key can't be empty");
    Rules.text(f, "endpoint", "endpoint url can't be empty");
    f.object("bucket").ifPresent(b -> Rules.text(b, "name", "bucket name can't be empty"));
  }

  static void mns(Fields f) {
    Rules.text(f, "queue", "must specify queue name");
    Rules.text(f, "endpoint", "must specify a endpoint");
  }

  static void pubSub(Fields f) {
    boolean topic = !f.text("topic").isEmpty();
    if (!topic && !f.text("topicProjectID").isEmpty()) {
      f.fault("topicProjectID", "you can't specify topicProjectID if you don't specify topic");
    }
    f.known("topicProjectID");
    if (!topic && f.text("subscriptionID").isEmpty()) {
      f.fault("", "must specify topic or subscriptionID");
    }
    f.known("subscriptionID");
  }

  static void sqs(Fields f) {
    Rules.text(f, "region", "must specify region");
    Rules.text(f, "queue", "must specify queue name");
  }
}
