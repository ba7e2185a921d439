package dev.understack.language;

/**
 * A {@link NativeFunction} was called wrongly or failed. The caller knows the place in the text and
 * turns it into a {@link LanguageException}.
 */
public class FunctionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A failure with what was expected and found, without a full stop. */
  public FunctionException(String message) {
    super(message);
  }
}
