package dev.understack.language.jq;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.understack.language.Meter;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Regular expressions of RE2, which match in linear time. */
final class Regexes {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int REMEMBERED = 512;
  private static final int LARGEST = 100_000;

  private static final Map<String, Compiled> COMPILED = new ConcurrentHashMap<>();

  /** Names of groups by their number; groups without name are absent. */
  private record Compiled(Pattern pattern, Map<Integer, String> groupNames) {}

  private Regexes() {}

  /** Arguments: expression, flags or null, whether only to test. */
  static JsonNode match(JsonNode input, JsonNode[] arguments, Context context) {
    boolean testing = arguments[2].booleanValue();
    String name = testing ? "test" : "match";
    JsonNode flags = arguments[1];
    if ((!flags.isNull() && !flags.isString()) || !input.isString() || !arguments[0].isString()) {
      throw Errors.applied(name, input, arguments[0], flags);
    }
    String flagText = flags.isNull() ? "" : flags.stringValue();
    Compiled regex = compile(arguments[0].stringValue(), flagText);
    String text = input.stringValue();
    context.meter().step(text.length());
    Matcher matcher = regex.pattern().matcher(text);
    if (testing) {
      return Natives.bool(matcher.find());
    }
    return new Matches(matcher, text, regex.groupNames(), context.meter())
        .all(flagText.indexOf('g') >= 0);
  }

  private static Compiled compile(String expression, String flags) {
    String key = flags + "/" + expression;
    Compiled known = COMPILED.get(key);
    if (known != null) {
      return known;
    }
    if (!flags.chars().allMatch(c -> "gim".indexOf(c) >= 0)) {
      throw new Failure("unsupported regular expression flag: " + quoted(flags));
    }
    String whole =
        (flags.indexOf('m') >= 0 ? "(?s)" : "") + (flags.indexOf('i') >= 0 ? "(?i)" : "");
    whole += expression;
    if (RegexSize.of(expression) > LARGEST) {
      throw new Failure("invalid regular expression " + quoted(whole) + ": expression too large");
    }
    try {
      Pattern pattern = Pattern.compile(whole);
      Compiled made = new Compiled(pattern, names(pattern));
      if (COMPILED.size() >= REMEMBERED) {
        COMPILED.clear();
      }
      COMPILED.put(key, made);
      return made;
    } catch (PatternSyntaxException e) {
      throw new Failure("invalid regular expression " + quoted(whole) + ": " + e.getMessage());
    }
  }

  private static String quoted(String text) {
    return JsonText.of(NODES.stringNode(text));
  }

  private static Map<Integer, String> names(Pattern pattern) {
    Map<Integer, String> names = new HashMap<>();
    pattern.namedGroups().forEach((name, group) -> names.put(group, name));
    return names;
  }

  /** An object with the text of each named group. */
  static JsonNode captures(JsonNode input) {
    if (!input.isArray()) {
      throw Errors.expected("an array", input);
    }
    ObjectNode named = NODES.objectNode();
    for (JsonNode capture : input) {
      JsonNode name = capture.get("name");
      if (name != null && name.isString()) {
        JsonNode text = capture.get("string");
        named.set(name.stringValue(), text == null ? NODES.nullNode() : text);
      }
    }
    return named;
  }

  /** All matches in one text, with places counted in code points. */
  private static final class Matches {
    private final Matcher matcher;
    private final String text;
    private final Map<Integer, String> groupNames;
    private final Meter meter;
    private int countedTo;
    private int points;

    Matches(Matcher matcher, String text, Map<Integer, String> groupNames, Meter meter) {
      this.matcher = matcher;
      this.text = text;
      this.groupNames = groupNames;
      this.meter = meter;
    }

    ArrayNode all(boolean global) {
      ArrayNode found = NODES.arrayNode();
      int at = 0;
      int lastEnd = -1;
      while (at <= text.length() && matcher.find(at)) {
        meter.step();
        boolean accepted = true;
        int end = matcher.end();
        if (end == at) {
          // An empty match right behind another one does not count.
          accepted = matcher.start() != lastEnd;
          at += at < text.length() ? Character.charCount(text.codePointAt(at)) : 1;
        } else {
          at = end;
        }
        lastEnd = end;
        if (accepted) {
          found.add(describe());
          if (!global) {
            break;
          }
        }
      }
      return found;
    }

    private ObjectNode describe() {
      int groups = matcher.groupCount();
      meter.spend(Sizes.slots(10L * (groups + 1)));
      ObjectNode match = place(0);
      ArrayNode captures = NODES.arrayNode(groups);
      for (int group = 1; group <= groups; group++) {
        ObjectNode capture = place(group);
        String name = groupNames.get(group);
        capture.set("name", name == null ? NODES.nullNode() : NODES.stringNode(name));
        captures.add(capture);
      }
      match.set("captures", captures);
      return match;
    }

    private ObjectNode place(int group) {
      ObjectNode place = NODES.objectNode();
      int start = matcher.start(group);
      if (start < 0) {
        place.put("offset", -1).put("length", 0);
        place.set("string", NODES.nullNode());
        return place;
      }
      int end = matcher.end(group);
      place.put("offset", pointsTo(start));
      place.put("length", text.codePointCount(start, end));
      place.put("string", text.substring(start, end));
      return place;
    }

    private int pointsTo(int place) {
      if (place < countedTo) {
        return points - text.codePointCount(place, countedTo);
      }
      points += text.codePointCount(countedTo, place);
      countedTo = place;
      return points;
    }
  }
}
