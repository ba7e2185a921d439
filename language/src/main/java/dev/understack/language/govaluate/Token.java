package dev.understack.language.govaluate;

import java.util.Set;

/**
 * One token.
 *
 * @param value text of names, strings and operators; {@link Double}, {@link Boolean} or a compiled
 *     pattern for constants
 * @param offset where it starts in the text
 */
record Token(TokenKind kind, Object value, int offset) {
  static final Set<String> PREFIXES = Set.of("-", "!", "~");
  static final Set<String> MODIFIERS =
      Set.of("+", "-", "*", "/", "%", "**", "&", "|", "^", ">>", "<<");
  static final Set<String> LOGICAL = Set.of("&&", "||");
  static final Set<String> COMPARATORS = Set.of("==", "!=", ">", ">=", "<", "<=", "=~", "!~", "in");
  static final Set<String> TERNARY = Set.of("?", ":", "??");

  boolean is(TokenKind kind, Set<String> symbols) {
    return this.kind == kind && value instanceof String text && symbols.contains(text);
  }

  /** As in govaluate's errors: the kind and the value. */
  String shown() {
    return kind
        + " ["
        + (kind == TokenKind.CLAUSE
            ? "40"
            : kind == TokenKind.CLAUSE_CLOSE ? "41" : Values.text(value))
        + "]";
  }
}
