package dev.understack.operations.http;

import java.net.URI;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One request, complete.
 *
 * @param headers names in any case; values may be secret and are never printed
 * @param body JSON, or null for none
 * @param subject what it changes; null for a request that only reads, whatever its method
 * @param repeatable whether it may be sent again when it is not known if it arrived
 */
public record HttpCall(
    HttpMethod method,
    URI uri,
    Map<String, String> headers,
    @Nullable JsonNode body,
    @Nullable Subject subject,
    boolean repeatable,
    Trust trust) {

  public HttpCall {
    TreeMap<String, String> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    sorted.putAll(headers);
    headers = Collections.unmodifiableMap(sorted);
  }

  /** A request that only reads. */
  public static HttpCall reading(URI uri) {
    return new HttpCall(HttpMethod.GET, uri, Map.of(), null, null, true, Trust.SYSTEM);
  }

  /** A request that only reads although it has a body, like a query or a log-in. */
  public static HttpCall asking(URI uri, JsonNode body) {
    return new HttpCall(HttpMethod.POST, uri, Map.of(), body, null, true, Trust.SYSTEM);
  }

  /** A request that changes {@code subject}; all but POST may be repeated. */
  public static HttpCall changing(
      HttpMethod method, URI uri, @Nullable JsonNode body, Subject subject) {
    return new HttpCall(
        method, uri, Map.of(), body, subject, method != HttpMethod.POST, Trust.SYSTEM);
  }

  /** The same call, allowed to be sent again because the receiver refuses a second object. */
  public HttpCall asRepeatable() {
    return new HttpCall(method, uri, headers, body, subject, true, trust);
  }

  public HttpCall with(Map<String, String> more) {
    TreeMap<String, String> merged = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    merged.putAll(headers);
    merged.putAll(more);
    return new HttpCall(method, uri, merged, body, subject, repeatable, trust);
  }

  public HttpCall trusting(Trust other) {
    return new HttpCall(method, uri, headers, body, subject, repeatable, other);
  }

  /** Method and address without its query, for messages. */
  public String title() {
    String query = uri.getRawQuery();
    String whole = uri.toString();
    return method
        + " "
        + (query == null ? whole : whole.substring(0, whole.length() - query.length() - 1));
  }
}
