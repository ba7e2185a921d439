package dev.understack.language.lua;

/** A script that does not parse. */
final class LuaSyntaxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final String problem;

  LuaSyntaxException(int line, int column, String near, String problem) {
    super(problem);
    this.line = line;
    this.problem =
        "<string> line:%d(column:%d) near '%s':   %s".formatted(line, column, near, problem);
  }

  /** Line counted from 1. */
  int line() {
    return line;
  }

  /** The problem as gopher-lua words it, place included. */
  String problem() {
    return problem;
  }
}
