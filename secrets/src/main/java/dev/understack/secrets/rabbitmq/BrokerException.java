package dev.understack.secrets.rabbitmq;

/** RabbitMQ could not be reached or refused a change; it is tried again. */
public final class BrokerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BrokerException(String message) {
    super(message);
  }

  public BrokerException(String message, Throwable cause) {
    super(message, cause);
  }
}
