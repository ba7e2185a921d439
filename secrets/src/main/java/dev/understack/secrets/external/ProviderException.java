package dev.understack.secrets.external;

/** A secret could not be had from its provider; it is tried again. */
public class ProviderException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ProviderException(String message) {
    super(message);
  }

  public ProviderException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The provider answered that there is no such secret. */
  public static final class NoSecret extends ProviderException {
    private static final long serialVersionUID = 1L;

    public NoSecret(String message) {
      super(message);
    }
  }
}
