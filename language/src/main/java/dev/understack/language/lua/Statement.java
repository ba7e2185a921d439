package dev.understack.language.lua;

/** Something that is done. */
interface Statement {
  /** What follows. */
  enum Flow {
    ON,
    BREAK,
    RETURN,
    GOTO
  }

  Flow run(Frame frame);
}
