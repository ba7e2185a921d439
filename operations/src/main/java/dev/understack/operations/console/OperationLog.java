package dev.understack.operations.console;

import dev.understack.operations.OperationContext;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The log of one run on its standard error, and its standard output. Secrets made known to it
 * appear in neither. Safe for many threads.
 */
public final class OperationLog {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss,SSSxx", Locale.ROOT)
          .withZone(ZoneId.of("UTC"));
  private static final int SHORTEST_SECRET = 4;

  private final OperationContext context;
  private final String name;
  private final Set<String> secrets = ConcurrentHashMap.newKeySet();

  /** {@code name} stands where Python puts the logger's name. */
  public OperationLog(OperationContext context, String name) {
    this.context = context;
    this.name = name;
  }

  /** Never shows {@code secret} from now on; returns it. */
  public String hide(String secret) {
    if (secret.length() >= SHORTEST_SECRET) {
      secrets.add(secret);
    }
    return secret;
  }

  public void info(String message) {
    line("INFO", message);
  }

  public void warn(String message) {
    line("WARNING", message);
  }

  public void error(String message) {
    line("ERROR", message);
  }

  /** The message of a failure, never null. */
  public static String reason(Throwable failure) {
    return Objects.requireNonNullElseGet(failure.getMessage(), failure::toString);
  }

  /** One line of standard output. */
  public void print(String text) {
    context.out().println(redacted(text));
  }

  /** The text with every known secret replaced. */
  public String redacted(String text) {
    String result = text;
    for (String secret : secrets) {
      result = result.replace(secret, "******");
    }
    return result;
  }

  private void line(String level, String message) {
    context
        .err()
        .println(
            TIME.format(context.clock().instant())
                + " - "
                + name
                + " - "
                + level
                + " - "
                + redacted(message));
  }
}
