package dev.understack.language.govaluate;

/** What a token is; the names appear in govaluate's errors. */
enum TokenKind {
  UNKNOWN,
  PREFIX,
  NUMERIC,
  BOOLEAN,
  STRING,
  PATTERN,
  TIME,
  VARIABLE,
  SEPARATOR,
  ACCESSOR,
  COMPARATOR,
  LOGICALOP,
  MODIFIER,
  CLAUSE,
  CLAUSE_CLOSE,
  TERNARY;

  /** Whether a token of kind {@code next} may follow; UNKNOWN stands for the start of the text. */
  boolean canPrecede(TokenKind next) {
    return switch (this) {
      case UNKNOWN -> next.startsValue() || next == STRING || next == TIME || next == PATTERN;
      case CLAUSE ->
          next.startsValue()
              || next == STRING
              || next == TIME
              || next == PATTERN
              || next == CLAUSE_CLOSE;
      case CLAUSE_CLOSE ->
          next.continuesValue()
              || next == TERNARY
              || (next.startsValue() && next != PREFIX && next != ACCESSOR)
              || next == STRING
              || next == TIME
              || next == PATTERN;
      case NUMERIC, BOOLEAN, STRING, VARIABLE -> next.continuesValue() || next == TERNARY;
      case TIME, PATTERN -> next.continuesValue();
      case ACCESSOR -> next.continuesValue() || next == TERNARY || next == CLAUSE;
      case MODIFIER -> next.startsValue() || next == STRING || next == CLAUSE_CLOSE;
      case COMPARATOR ->
          next.startsValue()
              || next == STRING
              || next == TIME
              || next == PATTERN
              || next == CLAUSE_CLOSE;
      case LOGICALOP ->
          next.startsValue() || next == STRING || next == TIME || next == CLAUSE_CLOSE;
      case PREFIX -> (next.startsValue() && next != PREFIX) || next == CLAUSE_CLOSE;
      case TERNARY -> next.startsValue() || next == STRING || next == TIME || next == SEPARATOR;
      case SEPARATOR -> next.startsValue() || next == STRING || next == TIME;
    };
  }

  /** Whether the text may end after a token of this kind. */
  boolean canEnd() {
    return switch (this) {
      case NUMERIC, BOOLEAN, STRING, PATTERN, TIME, VARIABLE, ACCESSOR, CLAUSE_CLOSE -> true;
      case UNKNOWN, PREFIX, SEPARATOR, COMPARATOR, LOGICALOP, MODIFIER, CLAUSE, TERNARY -> false;
    };
  }

  private boolean startsValue() {
    return switch (this) {
      case PREFIX, NUMERIC, BOOLEAN, VARIABLE, ACCESSOR, CLAUSE -> true;
      case UNKNOWN,
          STRING,
          PATTERN,
          TIME,
          SEPARATOR,
          COMPARATOR,
          LOGICALOP,
          MODIFIER,
          CLAUSE_CLOSE,
          TERNARY ->
          false;
    };
  }

  private boolean continuesValue() {
    return switch (this) {
      case MODIFIER, COMPARATOR, LOGICALOP, CLAUSE_CLOSE, SEPARATOR -> true;
      case UNKNOWN,
          PREFIX,
          NUMERIC,
          BOOLEAN,
          STRING,
          PATTERN,
          TIME,
          VARIABLE,
          ACCESSOR,
          CLAUSE,
          TERNARY ->
          false;
    };
  }
}
