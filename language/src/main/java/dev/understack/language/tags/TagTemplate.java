package dev.understack.language.tags;

import dev.understack.language.LanguageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A text with tags, split once and resolved many times. Immutable, safe for several threads.
 *
 * <p>Texts are plain, not JSON: what a tag stands for is inserted as it is. Replacing tags in the
 * texts of a tree gives what Argo gets by replacing them in the tree's JSON text with escaped
 * values.
 */
public final class TagTemplate {
  static final String LANGUAGE = "template";
  private static final String OPEN = "{{";
  private static final String CLOSE = "}}";

  private final String text;
  private final List<Segment> segments;

  private TagTemplate(String text, List<Segment> segments) {
    this.text = text;
    this.segments = List.copyOf(segments);
  }

  /** Splits a text. Opening braces without their end are ordinary text. */
  public static TagTemplate parse(String text) {
    List<Segment> segments = new ArrayList<>();
    int position = 0;
    while (true) {
      int open = text.indexOf(OPEN, position);
      int close = open < 0 ? -1 : text.indexOf(CLOSE, open + OPEN.length());
      if (close < 0) {
        segments.add(new Segment.Literal(text.substring(position)));
        return new TagTemplate(text, segments);
      }
      if (open > position) {
        segments.add(new Segment.Literal(text.substring(position, open)));
      }
      String body = text.substring(open + OPEN.length(), close);
      segments.add(
          body.startsWith("=")
              ? Segment.Expression.of(body.substring(1), open)
              : new Segment.Simple(body, open));
      position = close + CLOSE.length();
    }
  }

  /** Whether {@link #parse} of the text would find anything to replace. */
  public static boolean hasTags(String text) {
    int open = text.indexOf(OPEN);
    return open >= 0 && text.indexOf(CLOSE, open + OPEN.length()) >= 0;
  }

  /**
   * The text with its tags replaced.
   *
   * @throws UnresolvedTagException when a tag that must resolve has no value
   * @throws LanguageException when an expression fails that must not
   */
  public String resolve(TagScope scope, TagMode mode) {
    if (segments.size() == 1 && segments.getFirst() instanceof Segment.Literal literal) {
      return literal.text();
    }
    StringBuilder out = new StringBuilder(text.length() + 32);
    for (Segment segment : segments) {
      switch (segment) {
        case Segment.Literal literal -> out.append(literal.text());
        case Segment.Simple simple -> simple(simple, scope, mode, out);
        case Segment.Expression expression ->
            out.append(new ExpressionTag(text, expression).resolve(scope, mode));
      }
    }
    return out.toString();
  }

  /**
   * The value of a text that is one tag and nothing else; a map, list or number stays what it is.
   *
   * @throws LanguageException when it is not one tag, or has no value
   */
  public @Nullable Object value(TagScope scope) {
    return switch (tag()) {
      case Segment.Simple simple -> {
        if (!scope.has(simple.name())) {
          throw UnresolvedTagException.unknown(text, simple.offset(), simple.body());
        }
        yield scope.value(simple.name());
      }
      case Segment.Expression expression -> new ExpressionTag(text, expression).value(scope);
      case null, default ->
          throw new LanguageException(LANGUAGE, text, 0, "expected exactly one {{tag}}");
    };
  }

  /** The name when the text is one simple tag and nothing else. */
  public Optional<String> onlyName() {
    return tag() instanceof Segment.Simple simple ? Optional.of(simple.name()) : Optional.empty();
  }

  /** The names of the simple tags, in order, nested ones as they stand. */
  public List<String> names() {
    return segments.stream()
        .filter(Segment.Simple.class::isInstance)
        .map(segment -> ((Segment.Simple) segment).name())
        .toList();
  }

  /** The expressions of the expression tags, in order. */
  public List<String> expressions() {
    return segments.stream()
        .filter(Segment.Expression.class::isInstance)
        .map(segment -> ((Segment.Expression) segment).body())
        .toList();
  }

  /** The text with its tags. */
  @Override
  public String toString() {
    return text;
  }

  private @Nullable Segment tag() {
    List<Segment> tags =
        segments.stream()
            .filter(segment ->
                !(segment instanceof Segment.Literal literal && literal.text().isBlank()))
            .toList();
    return tags.size() == 1 ? tags.getFirst() : null;
  }

  private void simple(Segment.Simple tag, TagScope scope, TagMode mode, StringBuilder out) {
    String name = tag.name();
    if (scope.has(name)) {
      out.append(
          scope
              .text(name)
              .orElseThrow(() -> UnresolvedTagException.absent(text, tag.offset(), tag.body())));
      return;
    }
    // Of {{a.{{b}}}} the body is a.{{b; the closing braces of a follow as text.
    int nested = tag.body().lastIndexOf(OPEN);
    Object inner = nested > 0 ? scope.value(tag.body().substring(nested + OPEN.length())) : null;
    if (inner instanceof String value) {
      out.append(OPEN).append(tag.body(), 0, nested).append(value);
      return;
    }
    if (mode.requires(name)) {
      throw UnresolvedTagException.unknown(text, tag.offset(), tag.body());
    }
    out.append(OPEN).append(tag.body()).append(CLOSE);
  }
}
