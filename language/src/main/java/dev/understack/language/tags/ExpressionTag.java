package dev.understack.language.tags;

import dev.understack.language.FunctionException;
import dev.understack.language.LanguageException;
import dev.understack.language.expr.Expr;
import dev.understack.language.expr.JsonText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One {@code {{=expression}}} of a text. */
final class ExpressionTag {
  private final String text;
  private final Segment.Expression tag;

  ExpressionTag(String text, Segment.Expression tag) {
    this.text = text;
    this.tag = tag;
  }

  /** What takes the tag's place: the tag itself when it may stay unresolved. */
  String resolve(TagScope scope, TagMode mode) {
    if (!mode.all() && waits(scope)) {
      return unchanged();
    }
    if (!mode.all() && mode.prefixes().isEmpty()) {
      return lenient(scope);
    }
    Object value = value(scope, mode);
    if (value == null) {
      throw fault("failed to evaluate expression \"" + tag.body() + "\"", null);
    }
    try {
      return shown(value);
    } catch (FunctionException failed) {
      throw fault("failed to marshal evaluated expression: " + failed.getMessage(), null);
    }
  }

  /** The value; null when the expression gives nil. */
  @Nullable Object value(TagScope scope) {
    return value(scope, TagMode.COMPLETE);
  }

  private String lenient(TagScope scope) {
    Expr compiled = tag.compiled();
    if (compiled == null) {
      return unchanged();
    }
    try {
      Object value = compiled.evaluate(scope.environment());
      return value == null ? unchanged() : shown(value);
    } catch (LanguageException | FunctionException unresolved) {
      return unchanged();
    }
  }

  private @Nullable Object value(TagScope scope, TagMode mode) {
    Expr compiled = tag.compiled();
    if (compiled == null) {
      LanguageException wrong = tag.fault();
      throw fault(
          "failed to evaluate expression: " + (wrong == null ? "" : wrong.problem()), wrong);
    }
    for (List<String> path : compiled.requiredPaths()) {
      boolean required =
          mode.prefixes().stream().anyMatch(prefix -> prefix.equals(path.getFirst() + "."));
      if (required && !scope.reaches(path)) {
        throw UnresolvedTagException.unknown(text, tag.offset(), "=" + tag.body());
      }
    }
    try {
      return compiled.evaluate(scope.environment());
    } catch (LanguageException failed) {
      throw fault("failed to evaluate expression: " + failed.problem(), failed);
    }
  }

  private boolean waits(TagScope scope) {
    return !tag.late().isEmpty() && tag.late().stream().anyMatch(path -> !scope.reaches(path));
  }

  /** A text as it is, everything else as JSON. */
  private static String shown(Object value) {
    if (value instanceof String text) {
      return text;
    }
    String json = JsonText.compact(value);
    boolean quoted = json.length() > 1 && json.startsWith("\"") && json.endsWith("\"");
    return quoted ? json.substring(1, json.length() - 1) : json;
  }

  private String unchanged() {
    return "{{=" + tag.body() + "}}";
  }

  private LanguageException fault(String problem, @Nullable LanguageException cause) {
    return new LanguageException(TagTemplate.LANGUAGE, text, tag.offset(), problem, cause);
  }
}
