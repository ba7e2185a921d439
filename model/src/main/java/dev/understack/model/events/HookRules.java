package dev.understack.model.events;

import dev.understack.model.Fields;
import java.util.Optional;

/** Rules of the sources that are called over HTTP. */
final class HookRules {
  private HookRules() {}

  /** A webhook source holds its context at top level. */
  static void webhook(Fields f) {
    context(f);
  }

  static void bitbucket(Fields f) {
    if (f.array("repositories").isEmpty() && f.text("repositorySlug").isEmpty()) {
      f.fault("repositories", "at least one repository is required");
    }
    boolean manages = hookUrl(f) && f.has("auth");
    eventsWhen(manages, f, "events must be defined to create a bitbucket webhook");
    contextIn(f);
  }

  static void bitbucketServer(Fields f) {
    boolean manages =
        hookUrl(f)
            && f.has("accessToken")
            && (f.has("projects") || f.has("repositories") || f.has("repositorySlug"));
    f.known("projects", "repositories", "accessToken");
    eventsWhen(manages, f, "events must be defined to create a bitbucket server webhook");
    Rules.text(f, "bitbucketserverBaseURL", "bitbucket server base url can't be empty");
    String interval = f.text("checkInterval");
    if (!interval.isEmpty() && DurationText.parse(interval).isEmpty()) {
      f.fault("checkInterval", "failed to parse webhook check interval duration");
    }
    contextIn(f);
  }

  static void gerrit(Fields f) {
    Rules.notEmpty(f, "projects", "projects cannot be empty");
    Rules.notEmpty(f, "events", "events can't be empty");
    Rules.text(f, "gerritBaseURL", "gerrit base url can't be empty");
    f.object("auth")
        .ifPresent(auth -> {
          if (!auth.has("username") || !auth.has("password")) {
            auth.fault("", "username and password can't be empty");
          }
        });
    contextIn(f);
  }

  static void github(Fields f) {
    boolean repositories =
        !f.array("repositories").isEmpty()
            || (!f.text("owner").isEmpty() && !f.text("repository").isEmpty());
    boolean organizations = !f.array("organizations").isEmpty();
    if (!repositories && !organizations) {
      f.fault("", "either repositories or organizations is required");
    }
    if (repositories && organizations) {
      f.fault("", "only one of repositories and organizations is allowed");
    }
    boolean credential = f.has("apiToken");
    credential |= f.has("githubApp");
    eventsWhen(hookUrl(f) && credential, f, "events must be defined to create a github webhook");
    String contentType = f.text("contentType");
    if (!contentType.isEmpty() && !contentType.equals("json") && !contentType.equals("form")) {
      f.fault("contentType", "content type must be \"json\" or \"form\"");
    }
    both(f, "githubBaseURL", "githubUploadURL");
    both(f, "githubUploadURL", "githubBaseURL");
    contextIn(f);
  }

  static void gitlab(Fields f) {
    Rules.notEmpty(f, "events", "events can't be empty");
    Rules.text(f, "gitlabBaseURL", "gitlab base url can't be empty");
    Rules.present(f, "accessToken", "access token can't be nil");
    contextIn(f);
  }

  static void slack(Fields f) {
    Rules.present(f, "token", "token not provided");
    Rules.present(f, "signingSecret", "signingSecret not provided");
    contextIn(f);
  }

  static void sns(Fields f) {
    Rules.text(f, "topicArn", "must specify topic arn");
    Rules.text(f, "region", "must specify region");
    contextIn(f);
  }

  static void stripe(Fields f) {
    if (f.bool("createWebhook", false) && !f.has("apiKey")) {
      f.fault("apiKey", "api key K8s secret selector not provided");
    }
    f.known("apiKey");
    contextIn(f);
  }

  static void storageGrid(Fields f) {
    Rules.text(f, "topicArn", "topic arn must be provided");
    Rules.text(f, "apiURL", "api url must be provided");
    Rules.present(f, "authToken", "auth token can't be empty");
    Rules.text(f, "bucket", "bucket name can't be empty");
    Rules.notEmpty(f, "events", "events can't be empty");
    contextIn(f);
  }

  private static void contextIn(Fields f) {
    Optional<Fields> webhook = f.object("webhook");
    if (webhook.isEmpty()) {
      f.fault("webhook", "webhook must be specified");
    } else {
      context(webhook.get());
    }
  }

  private static void context(Fields webhook) {
    Rules.text(webhook, "endpoint", "endpoint can't be empty");
    String port = webhook.text("port");
    if (port.isEmpty()) {
      webhook.fault("port", "port can't be empty");
    } else if (!port.matches("[0-9]{1,5}")) {
      webhook.fault("port", "failed to parse server port " + port);
    }
    webhook.known(
        "method",
        "url",
        "metadata",
        "serverCertSecret",
        "serverKeySecret",
        "authSecret",
        "maxPayloadSize");
  }

  private static boolean hookUrl(Fields f) {
    return f.object("webhook").map(w -> !w.text("url").isEmpty()).orElse(false);
  }

  private static void eventsWhen(boolean required, Fields f, String message) {
    if (f.array("events").isEmpty() && required) {
      f.fault("events", message);
    }
  }

  private static void both(Fields f, String given, String required) {
    if (!f.text(given).isEmpty() && f.text(required).isEmpty()) {
      f.fault(required, required + " is required when " + given + " is set");
    }
  }
}
