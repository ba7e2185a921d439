package dev.understack.sources.amqp;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import dev.understack.model.Endpoints;
import dev.understack.sources.TlsOptions;
import dev.understack.sources.spi.Secrets;
import dev.understack.sources.spi.SourceContext;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.GeneralSecurityException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeoutException;

/** Opens connections to a broker as the manifest says. */
final class AmqpConnections {
  private static final int HEARTBEAT_SECONDS = 10;
  private static final int CONNECT_TIMEOUT_MILLIS = 10_000;

  private AmqpConnections() {}

  /**
   * Connects.
   *
   * @param callbacks runs deliveries and notices of this connection
   */
  static Connection open(SourceContext context, AmqpOptions options, ExecutorService callbacks)
      throws IOException, GeneralSecurityException, TimeoutException {
    Secrets secrets = context.secrets();
    ConnectionFactory factory = new ConnectionFactory();
    String url = options.urlSecret().map(secrets::text).orElse(options.url());
    address(factory, url);
    Endpoints.Address broker = context.endpoints().resolve(factory.getHost(), factory.getPort());
    factory.setHost(broker.host());
    factory.setPort(broker.port());
    if (options.credentials().isPresent()) {
      factory.setUsername(secrets.text(options.credentials().get().username()));
      factory.setPassword(secrets.text(options.credentials().get().password()));
    }
    if (options.tls().isPresent() || factory.isSSL()) {
      TlsOptions tls =
          options
              .tls()
              .orElse(
                  new TlsOptions(
                      java.util.Optional.empty(),
                      java.util.Optional.empty(),
                      java.util.Optional.empty(),
                      false));
      factory.useSslProtocol(tls.context(secrets));
      if (!tls.insecureSkipVerify()) {
        factory.enableHostnameVerification();
      }
    }
    // This source reconnects by itself, because it declares exchange and queue again.
    factory.setAutomaticRecoveryEnabled(false);
    factory.setTopologyRecoveryEnabled(false);
    factory.setRequestedHeartbeat(HEARTBEAT_SECONDS);
    factory.setConnectionTimeout(CONNECT_TIMEOUT_MILLIS);
    factory.setSharedExecutor(callbacks);
    factory.setThreadFactory(Thread.ofVirtual().name("amqp-", 0).factory());
    return factory.newConnection("understack " + context.describe());
  }

  /**
   * Sets host, port, user and virtual host; {@code amqp://host} and a bare slash mean {@code /}.
   */
  private static void address(ConnectionFactory factory, String url) throws IOException {
    try {
      URI uri = new URI(url);
      factory.setUri(uri);
      String path = uri.getRawPath();
      if (path == null || path.isEmpty() || path.equals("/")) {
        factory.setVirtualHost("/");
      }
    } catch (URISyntaxException | GeneralSecurityException | IllegalArgumentException e) {
      // The address may hold a password, so it is not repeated.
      throw new IOException("the url is not an AMQP address: " + e.getClass().getSimpleName(), e);
    }
  }
}
