package dev.understack.language.value;

/** The kinds of Go's reflection that values of templates can have. */
public enum GoKind {
  INVALID("invalid"),
  BOOL("bool"),
  INT("int"),
  INT32("int32"),
  INT64("int64"),
  UINT8("uint8"),
  UINT32("uint32"),
  UINT64("uint64"),
  FLOAT64("float64"),
  STRING("string"),
  SLICE("slice"),
  MAP("map"),
  STRUCT("struct"),
  POINTER("ptr"),
  FUNC("func");

  private final String text;

  GoKind(String text) {
    this.text = text;
  }

  /** Whether this is an integer type, signed or not. */
  public boolean isInteger() {
    return isSigned() || isUnsigned();
  }

  /** Whether this is a signed integer type. */
  public boolean isSigned() {
    return this == INT || this == INT32 || this == INT64;
  }

  /** Whether this is an unsigned integer type. */
  public boolean isUnsigned() {
    return this == UINT8 || this == UINT32 || this == UINT64;
  }

  /** The name that Go prints. */
  @Override
  public String toString() {
    return text;
  }
}
