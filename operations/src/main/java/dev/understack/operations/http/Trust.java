package dev.understack.operations.http;

/**
 * Which server certificates a request accepts.
 *
 * @param verify false accepts any certificate, as management controllers ship with their own
 * @param authorities PEM text of the accepted authorities; empty for those of the Java runtime
 */
public record Trust(boolean verify, String authorities) {
  public static final Trust SYSTEM = new Trust(true, "");
  public static final Trust ANYONE = new Trust(false, "");
}
