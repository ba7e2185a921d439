package dev.understack.sensors.parameter;

/** A parameter without a value, or one that cannot go where it should. The message says which. */
public final class ParameterException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ParameterException(String message) {
    super(message);
  }
}
