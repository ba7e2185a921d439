package dev.understack.operations.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Texts as one part of a URL. */
public final class UrlPart {
  private UrlPart() {}

  /** Escapes everything but letters, digits and {@code _.-~}, also the slash. */
  public static String of(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }
}
