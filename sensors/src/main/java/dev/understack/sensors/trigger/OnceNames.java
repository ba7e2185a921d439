package dev.understack.sensors.trigger;

import dev.understack.model.KubeObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;

/**
 * Makes the creation of an object happen once: its name and an annotation are derived from the
 * action's key, so that a second attempt meets the first one's object and knows it.
 */
public final class OnceNames {
  /** Holds the key of the action that created an object. */
  public static final String ACTION = "understack.dev/action";

  private static final String LABEL = "events.argoproj.io/";
  private static final String LETTERS = "bcdfghjklmnpqrstvwxz2456789";
  private static final int LENGTH = 10;
  private static final int LONGEST_NAME = 253;

  private OnceNames() {}

  /** The object with its name, Argo's labels and our annotation. */
  static KubeObject mark(KubeObject object, ActionRun run) {
    return object.withMetadata(metadata -> {
      if (object.name().isEmpty() && !object.generateName().isEmpty()) {
        metadata.put("name", name(object.generateName(), run.key()));
      }
      Instant now = run.clock().instant();
      metadata
          .withObjectProperty("labels")
          .put(LABEL + "sensor", run.sensor())
          .put(LABEL + "trigger", run.trigger())
          .put(LABEL + "action-timestamp", String.valueOf(now.toEpochMilli()));
      metadata.withObjectProperty("annotations").put(ACTION, run.key());
    });
  }

  /** A name that the same key always gives. */
  public static String name(String prefix, String key) {
    StringBuilder name =
        new StringBuilder(prefix.substring(0, Math.min(prefix.length(), LONGEST_NAME - LENGTH)));
    byte[] digest = digest(key);
    for (int i = 0; i < LENGTH; i++) {
      name.append(LETTERS.charAt(Math.floorMod(digest[2 * i] * 256 + digest[2 * i + 1], 27)));
    }
    return name.toString();
  }

  /** Whether an object was created by the action with this key. */
  static boolean isOf(KubeObject object, String key) {
    return key.equals(object.annotations().get(ACTION));
  }

  private static byte[] digest(String key) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
