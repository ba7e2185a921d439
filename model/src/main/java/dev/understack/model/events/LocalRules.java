package dev.understack.model.events;

import dev.understack.model.Fields;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Rules of the sources that watch a clock, files, objects or a server of the user. */
final class LocalRules {
  private static final Set<String> FILE_CHANGES =
      Set.of("CREATE", "WRITE", "REMOVE", "RENAME", "CHMOD");

  private LocalRules() {}

  static void calendar(Fields f) {
    String schedule = f.text("schedule");
    String interval = f.text("interval");
    if (schedule.isEmpty() && interval.isEmpty()) {
      f.fault("", "must have either schedule or interval");
    }
    if (schedule.isEmpty() && !interval.isEmpty() && DurationText.parse(interval).isEmpty()) {
      f.fault("interval", "failed to parse interval " + interval);
    }
  }

  static void resource(Fields f) {
    Rules.text(f, "version", "version must be specified");
    Rules.text(f, "resource", "resource must be specified");
    Rules.present(f, "eventTypes", "event types must be specified");
    f.object("filter")
        .ifPresent(filter -> {
          filter.list("labels", LocalRules::selector);
          filter.list("fields", LocalRules::selector);
        });
  }

  static void file(Fields f) {
    Rules.text(f, "eventType", "type must be specified");
    watchPath(f.objectOrEmpty("watchPathConfig"));
  }

  static void sftp(Fields f) {
    file(f);
  }

  static void hdfs(Fields f) {
    String type = f.text("type");
    if (type.isEmpty()) {
      f.fault("type", "type is required");
    } else if (!FILE_CHANGES.contains(type)) {
      f.fault("type", "type is invalid");
    }
    String interval = f.text("checkInterval");
    if (!interval.isEmpty() && DurationText.parse(interval).isEmpty()) {
      f.fault("checkInterval", "failed to parse interval");
    }
    watchPath(f);
    Rules.notEmpty(f, "addresses", "addresses is required");
    boolean cache = f.has("krbCCacheSecret");
    boolean keytab = f.has("krbKeytabSecret");
    if (f.text("hdfsUser").isEmpty() && !cache && !keytab) {
      f.fault("", "either hdfsUser, krbCCacheSecret or krbKeytabSecret is required");
    }
    if (keytab) {
      Rules.text(f, "krbUsername", "krbUsername is required");
      Rules.text(f, "krbRealm", "krbRealm is required");
    }
    if (cache || keytab) {
      Rules.text(f, "krbServicePrincipalName", "krbServicePrincipalName is required");
    }
    f.known("krbUsername", "krbRealm", "krbServicePrincipalName");
  }

  static void generic(Fields f) {
    Rules.text(f, "url", "server url can't be empty");
    Rules.text(f, "config", "config can't be empty");
  }

  /** Where files are watched; the messages name what is wrong. */
  static void watchPath(Fields f) {
    String directory = f.text("directory");
    String path = f.text("path");
    String pattern = f.text("pathRegexp");
    if (!directory.startsWith("/")) {
      f.fault(
          "directory",
          directory.isEmpty()
              ? "directory is required"
              : "directory must be an absolute file path");
    }
    if (path.isEmpty() == pattern.isEmpty()) {
      f.fault(
          "path",
          path.isEmpty()
              ? "either path or pathRegexp must be specified"
              : "path and pathRegexp cannot be specified together");
    }
    if (path.startsWith("/")) {
      f.fault("path", "path must be a relative file path");
    }
    try {
      Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      f.fault("pathRegexp", "not a regular expression: " + e.getDescription());
    }
  }

  private static Fields selector(Fields selector) {
    Rules.text(selector, "key", "key can't be empty for selector");
    return selector;
  }
}
