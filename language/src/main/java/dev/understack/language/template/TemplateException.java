package dev.understack.language.template;

import dev.understack.language.LanguageException;

/** A template that does not parse, or whose execution failed. The message is the one of Go. */
public final class TemplateException extends LanguageException {
  private static final long serialVersionUID = 1L;
  private static final String LANGUAGE = "template";

  private final String message;

  TemplateException(String source, int offset, String message, String problem) {
    super(LANGUAGE, source, offset, problem);
    this.message = message;
  }

  /** For example {@code template: t:1:3: executing "t" at <.a.b>: can't evaluate field b ...}. */
  @Override
  public String getMessage() {
    return message;
  }
}
