package dev.understack.operations.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.operations.json.Trees;
import dev.understack.standins.http.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Compares what was written with what a vector expects, in order. Reads may differ. Left out of the
 * expectation are writes that are refused, and writes that only repeat the one before.
 */
public final class CallCheck {
  private CallCheck() {}

  public static void writes(String system, JsonNode expected, List<Request> actual) {
    List<JsonNode> wanted = new ArrayList<>();
    JsonNode previous = Trees.object();
    for (JsonNode call : expected) {
      boolean ours = call.path("system").asString("").equals(system);
      boolean write = !call.path("method").asString().equals("GET");
      boolean refused = call.path("respond").path("status").asInt(200) >= 400;
      boolean repeated = !body(call).isMissingNode() && contains(previous, body(call));
      if (ours && write && !refused && !repeated) {
        wanted.add(call);
        previous = body(call);
      }
    }
    List<String> titles = actual.stream().map(CallCheck::title).toList();
    List<String> wantedTitles = wanted.stream().map(CallCheck::title).toList();
    assertThat(titles)
        .as("writes to %s, expected %s", system, wantedTitles)
        .hasSameSizeAs(wantedTitles);
    for (int i = 0; i < titles.size(); i++) {
      assertThat(titles.get(i)).as("writes to " + system).matches(pattern(wantedTitles.get(i)));
    }
    for (int i = 0; i < wanted.size(); i++) {
      JsonNode body = body(wanted.get(i));
      assertThat(contains(actual.get(i).json(), body))
          .as("%s should hold %s but is %s", title(wanted.get(i)), body, actual.get(i).body())
          .isTrue();
    }
  }

  /** The provision states asked for, in order; anything but an array expects nothing. */
  public static void provisionTargets(JsonNode expected, List<Request> actual) {
    if (expected.isArray()) {
      assertThat(
              actual.stream()
                  .filter(r -> r.path().endsWith("/states/provision"))
                  .map(r -> r.json().path("target").asString()))
          .containsExactlyElementsOf(Vector.texts(expected));
    }
  }

  /** Patterns like {@code POST /api/dcim/cables/} or {@code DELETE /v1/ports/*}. */
  public static void notCalled(JsonNode patterns, List<Request> actual) {
    notCalled("Nautobot", patterns, actual);
  }

  /** {@code system} is what the pattern {@code any ... call} calls it. */
  static void notCalled(String system, JsonNode patterns, List<Request> actual) {
    for (JsonNode pattern : patterns) {
      String text = pattern.asString();
      if (text.equals("any " + system + " call")) {
        assertThat(actual).as(text).isEmpty();
      } else if (text.matches("(GET|POST|PUT|PATCH|DELETE) /.*")) {
        assertThat(actual.stream().map(CallCheck::title))
            .as("not called")
            .noneMatch(title -> title.matches(pattern(text)));
      }
    }
  }

  /** A star stands for anything, and so does a name in braces. */
  private static String pattern(String title) {
    return Pattern.quote(title).replace("*", "\\E.*\\Q").replaceAll("\\{[^}]*}", "\\\\E.*\\\\Q");
  }

  private static JsonNode body(JsonNode call) {
    return call.has("body") ? call.path("body") : call.path("body_subset");
  }

  static String title(Request request) {
    return request.method() + " " + request.path();
  }

  private static String title(JsonNode call) {
    return call.path("method").asString() + " " + call.path("path").asString();
  }

  /** Whether {@code actual} has at least what {@code part} has; MAC addresses in any case. */
  public static boolean contains(JsonNode actual, JsonNode part) {
    if (part.isMissingNode()) {
      return true;
    }
    if (part.isObject()) {
      return part.properties().stream()
          .allMatch(e -> contains(actual.path(e.getKey()), e.getValue()));
    }
    if (part.isArray()) {
      boolean same = actual.size() == part.size();
      for (int i = 0; same && i < part.size(); i++) {
        same = contains(actual.path(i), part.path(i));
      }
      return same;
    }
    boolean isMac = part.asString("").contains(":");
    return actual.equals(part) || (isMac && lower(actual).equals(lower(part)));
  }

  private static String lower(JsonNode value) {
    return value.asString("").toLowerCase(Locale.ROOT);
  }
}
