package dev.understack.sources.http;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request to a route.
 *
 * @param method in capitals
 * @param query its query parameters, decoded
 * @param headers by canonical name ({@code Content-Type}), without {@code Host}
 * @param body its body; null when it is longer than the route allows
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record HttpCall(
    String method,
    Map<String, List<String>> query,
    Map<String, List<String>> headers,
    byte @Nullable [] body) {

  /** The first value of a header, by canonical name; empty when absent. */
  public String header(String name) {
    List<String> values = headers.getOrDefault(name, List.of());
    return values.isEmpty() ? "" : values.getFirst();
  }
}
