package dev.understack.language;

/**
 * A {@link NativeFunction} was called wrongly or failed. The caller knows the place in the text and
 * turns it into a {@link LanguageException}.
 */
public class FunctionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String message;

  /** A failure with what was expected and found, without a full stop. */
  public FunctionException(String message) {
    super(message);
    this.message = message;
  }

  @Override
  public String getMessage() {
    return message;
  }
}
