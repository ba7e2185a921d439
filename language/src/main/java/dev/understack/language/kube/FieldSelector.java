package dev.understack.language.kube;

import dev.understack.language.LanguageException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A Kubernetes field selector such as {@code metadata.name=a,status.phase!=Failed}: all terms must
 * match. Which fields exist is the caller's business. Immutable, safe for several threads.
 */
public record FieldSelector(List<Term> terms) {
  private static final String LANGUAGE = "field selector";

  /** Matches every object. */
  public static final FieldSelector EVERYTHING = new FieldSelector(List.of());

  /** One comparison of a field's text with {@code value}. */
  public record Term(String field, boolean equal, String value) {
    @Override
    public String toString() {
      return field + (equal ? "=" : "!=") + escaped(value);
    }
  }

  public FieldSelector {
    terms = List.copyOf(terms);
  }

  /**
   * Reads a selector. A backslash before a comma, an equals sign or a backslash takes it literally.
   *
   * @throws LanguageException whose problem is the text that Kubernetes gives
   */
  public static FieldSelector parse(String text) {
    List<Term> terms = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i < text.length() && text.charAt(i) == '\\') {
        i++;
      } else if (i == text.length() || text.charAt(i) == ',') {
        if (i > start) {
          terms.add(term(text, start, text.substring(start, i)));
        }
        start = i + 1;
      }
    }
    if (start < text.length()) {
      terms.add(term(text, start, text.substring(start)));
    }
    return new FieldSelector(terms);
  }

  /**
   * Whether an object is selected.
   *
   * @param field gives the text of a field by its path; empty when the object has none
   */
  public boolean matches(UnaryOperator<String> field) {
    for (Term term : terms) {
      if (field.apply(term.field()).equals(term.value()) != term.equal()) {
        return false;
      }
    }
    return true;
  }

  /** Whether everything matches. */
  public boolean isEmpty() {
    return terms.isEmpty();
  }

  /** The text form; {@link #parse} of it gives an equal selector. */
  @Override
  public String toString() {
    return terms.stream().map(Term::toString).collect(Collectors.joining(","));
  }

  private static Term term(String text, int offset, String term) {
    for (int i = 0; i < term.length(); i++) {
      if (term.startsWith("!=", i)) {
        return new Term(term.substring(0, i), false, value(text, offset + i + 2, term, i + 2));
      }
      if (term.charAt(i) == '=') {
        int start = term.startsWith("==", i) ? i + 2 : i + 1;
        return new Term(term.substring(0, i), true, value(text, offset + start, term, start));
      }
    }
    throw new LanguageException(
        LANGUAGE,
        text,
        offset,
        "invalid selector: '" + text + "'; can't understand '" + term + "'");
  }

  private static String value(String text, int offset, String term, int start) {
    StringBuilder value = new StringBuilder();
    for (int i = start; i < term.length(); i++) {
      char c = term.charAt(i);
      if (c == ',' || c == '=') {
        throw new LanguageException(
            LANGUAGE,
            text,
            offset + i - start,
            "invalid field selector: unescaped character in value: " + (int) c);
      }
      if (c == '\\') {
        char escaped = i + 1 < term.length() ? term.charAt(i + 1) : 0;
        if (escaped != '\\' && escaped != ',' && escaped != '=') {
          throw new LanguageException(
              LANGUAGE,
              text,
              offset + i - start,
              "invalid field selector: invalid escape sequence: "
                  + term.substring(i, Math.min(i + 2, term.length())));
        }
        i++;
        value.append(escaped);
      } else {
        value.append(c);
      }
    }
    return value.toString();
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace(",", "\\,").replace("=", "\\=");
  }
}
