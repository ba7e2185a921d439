package dev.understack.language.expr;

import dev.understack.language.FunctionException;
import dev.understack.language.LanguageException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The JSONPath of Argo's function {@code jsonpath}: {@code $.a[0]['b']}, wildcards, slices, unions,
 * recursive descent and filters. A path that can meet only one place gives its value, any other the
 * list of what it meets.
 */
final class JsonPathQuery {
  private static final int MOST_RESULTS = 100_000;

  /** One step of the path from some values to others. */
  private sealed interface Step {
    record Key(String name) implements Step {}

    record Index(long index) implements Step {}

    record Wildcard() implements Step {}

    record Slice(@Nullable Long from, @Nullable Long to, long step) implements Step {}

    record Union(List<Step> steps) implements Step {}

    record Filter(Expr condition) implements Step {}

    record Script(Expr expression) implements Step {}

    record Descent(Step step) implements Step {}
  }

  private final String text;
  private final List<Step> steps = new ArrayList<>();
  private int position;
  private int visited;

  private JsonPathQuery(String text) {
    this.text = text;
  }

  static JsonPathQuery parse(String text) {
    JsonPathQuery query = new JsonPathQuery(text.strip());
    query.parse();
    return query;
  }

  @Nullable Object find(@Nullable Object root) {
    visited = 0;
    boolean definite =
        steps.stream()
            .allMatch(step ->
                step instanceof Step.Key
                    || step instanceof Step.Index
                    || step instanceof Step.Script);
    List<@Nullable Object> found = new ArrayList<>();
    found.add(root);
    for (Step step : steps) {
      List<@Nullable Object> next = new ArrayList<>();
      for (Object value : found) {
        apply(step, value, root, definite, next::add);
      }
      found = next;
    }
    return definite ? found.getFirst() : found;
  }

  private void apply(
      Step step,
      @Nullable Object value,
      @Nullable Object root,
      boolean definite,
      Consumer<@Nullable Object> found) {
    if (++visited > MOST_RESULTS) {
      throw fault("too many results");
    }
    switch (step) {
      case Step.Key key -> {
        if (value instanceof Map<?, ?> map && map.containsKey(key.name())) {
          found.accept(map.get(key.name()));
        } else if (definite) {
          throw fault("key: invalid token key '" + key.name() + "' not found");
        }
      }
      case Step.Index index -> {
        long size = value instanceof List<?> list ? list.size() : 0;
        long at = index.index() < 0 ? index.index() + size : index.index();
        if (value instanceof List<?> list && at >= 0 && at < size) {
          found.accept(list.get((int) at));
        } else if (definite) {
          throw fault("index: invalid token out of range");
        }
      }
      case Step.Wildcard wildcard -> members(value).forEach(found);
      case Step.Slice slice -> slice(slice, value, found);
      case Step.Union union ->
          union.steps().forEach(inner -> apply(inner, value, root, false, found));
      case Step.Filter filter -> {
        for (Object member : members(value)) {
          if (holds(evaluated(filter.condition(), member, root))) {
            found.accept(member);
          }
        }
      }
      case Step.Script script -> {
        Object key = evaluated(script.expression(), value, root);
        Step inner =
            key instanceof String name
                ? new Step.Key(name)
                : new Step.Index(key == null ? Long.MAX_VALUE : GoTypes.toInt(key));
        apply(inner, value, root, definite, found);
      }
      case Step.Descent descent -> {
        apply(descent.step(), value, root, false, found);
        for (Object member : members(value)) {
          apply(step, member, root, false, found);
        }
      }
    }
  }

  private static List<? extends @Nullable Object> members(@Nullable Object value) {
    return switch (value) {
      case List<?> list -> list;
      case Map<?, ?> map -> new ArrayList<@Nullable Object>(map.values());
      case null, default -> List.of();
    };
  }

  private static void slice(
      Step.Slice slice, @Nullable Object value, Consumer<@Nullable Object> found) {
    if (!(value instanceof List<?> list)) {
      return;
    }
    int size = list.size();
    boolean forward = slice.step() > 0;
    long from = bound(slice.from(), forward ? 0 : size - 1, size);
    long to = bound(slice.to(), forward ? size : -1, size);
    for (long i = from; forward ? i < to : i > to; i += slice.step()) {
      if (i >= 0 && i < size) {
        found.accept(list.get((int) i));
      }
    }
  }

  private static long bound(@Nullable Long given, long otherwise, int size) {
    if (given == null) {
      return otherwise;
    }
    long at = given < 0 ? given + size : given;
    return Math.max(-1, Math.min(at, size));
  }

  private static @Nullable Object evaluated(
      Expr expression, @Nullable Object member, @Nullable Object root) {
    Map<String, @Nullable Object> environment = new LinkedHashMap<>();
    environment.put("$at", member);
    environment.put("$root", root);
    try {
      return expression.evaluate(environment);
    } catch (LanguageException absent) {
      return null;
    }
  }

  private static boolean holds(@Nullable Object value) {
    return value != null && !Boolean.FALSE.equals(value);
  }

  private void parse() {
    if (text.startsWith("$") || text.startsWith("@")) {
      position++;
    }
    while (position < text.length()) {
      char c = text.charAt(position);
      if (text.startsWith("..", position)) {
        position += 2;
        steps.add(new Step.Descent(current() == '[' ? bracket() : name()));
      } else if (c == '.') {
        position++;
        steps.add(name());
      } else if (c == '[') {
        steps.add(bracket());
      } else if (position == 0) {
        steps.add(name());
      } else {
        throw fault("unexpected '" + c + "' at index " + position);
      }
    }
  }

  private Step name() {
    int start = position;
    while (position < text.length() && ".[".indexOf(text.charAt(position)) < 0) {
      position++;
    }
    String name = text.substring(start, position);
    if (name.isEmpty()) {
      throw fault("key expected at index " + start);
    }
    return name.equals("*") ? new Step.Wildcard() : new Step.Key(name);
  }

  private Step bracket() {
    int start = ++position;
    int depth = 1;
    char quote = 0;
    List<String> parts = new ArrayList<>();
    while (position < text.length()) {
      char c = text.charAt(position++);
      if (quote != 0) {
        if (c == '\\') {
          position++;
        } else if (c == quote) {
          quote = 0;
        }
      } else if (c == '\'' || c == '"') {
        quote = c;
      } else if (c == '[' || c == '(') {
        depth++;
      } else if (c == ']' || c == ')') {
        if (--depth == 0) {
          parts.add(text.substring(start, position - 1).strip());
          return parts.size() == 1
              ? element(parts.getFirst())
              : new Step.Union(parts.stream().map(this::element).toList());
        }
      } else if (c == ',' && depth == 1) {
        parts.add(text.substring(start, position - 1).strip());
        start = position;
      }
    }
    throw fault("unclosed '['");
  }

  private Step element(String part) {
    if (part.equals("*")) {
      return new Step.Wildcard();
    }
    if (part.startsWith("?(") && part.endsWith(")")) {
      return new Step.Filter(expression(part.substring(2, part.length() - 1)));
    }
    if (part.startsWith("(") && part.endsWith(")")) {
      return new Step.Script(expression(part.substring(1, part.length() - 1)));
    }
    boolean quoted =
        part.length() > 1
            && (part.charAt(0) == '\'' || part.charAt(0) == '"')
            && part.charAt(part.length() - 1) == part.charAt(0);
    if (quoted) {
      return new Step.Key(part.substring(1, part.length() - 1).replace("\\", ""));
    }
    try {
      if (part.indexOf(':') >= 0) {
        String[] bounds = part.split(":", -1);
        long step =
            bounds.length < 3 || bounds[2].isBlank() ? 1 : Long.parseLong(bounds[2].strip());
        if (step == 0 || bounds.length > 3) {
          throw fault("invalid range '" + part + "'");
        }
        return new Step.Slice(number(bounds[0]), number(bounds[1]), step);
      }
      return new Step.Index(Long.parseLong(part));
    } catch (NumberFormatException name) {
      return new Step.Key(part);
    }
  }

  private static @Nullable Long number(String text) {
    return text.isBlank() ? null : Long.valueOf(text.strip());
  }

  /** Filters are expressions in which {@code @} is the item and {@code $} the document. */
  private Expr expression(String condition) {
    StringBuilder translated = new StringBuilder();
    char quote = 0;
    for (int i = 0; i < condition.length(); i++) {
      char c = condition.charAt(i);
      quote = quote == 0 && (c == '\'' || c == '"') ? c : quote == c ? 0 : quote;
      if (quote != 0) {
        translated.append(c);
      } else if (condition.startsWith("@.length", i)) {
        translated.append("len($at)");
        i += "@.length".length() - 1;
      } else {
        translated.append(c == '@' ? "$at" : c == '$' ? "$root" : Character.toString(c));
      }
    }
    try {
      return Expr.compile(translated.toString(), Dialect.EVENTS);
    } catch (LanguageException wrong) {
      throw fault("invalid expression '" + condition + "': " + wrong.problem());
    }
  }

  private char current() {
    return position < text.length() ? text.charAt(position) : 0;
  }

  private FunctionException fault(String problem) {
    return new FunctionException("jsonpath '" + text + "': " + problem);
  }
}
