package dev.understack.server.http;

import dev.understack.server.kube.ServerCertificate;
import io.helidon.common.tls.Tls;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** One HTTP server for all APIs of a system. */
public final class HttpApi implements AutoCloseable {
  private static final Duration SHUTDOWN = Duration.ofSeconds(2);
  private static final int MAX_BODY_BYTES = 16 * 1024 * 1024;

  private final String host;
  private final WebServer server;

  /**
   * A server that does not listen yet.
   *
   * @param listen host:port; port 0 takes any free one
   * @param certificate what it presents: the API is served over TLS alone
   * @param apis each adds its paths
   */
  public HttpApi(
      String listen, ServerCertificate certificate, List<Consumer<HttpRouting.Builder>> apis) {
    int colon = listen.lastIndexOf(':');
    if (colon < 1) {
      throw new IllegalArgumentException("listen: expected HOST:PORT, found \"" + listen + "\"");
    }
    host = listen.substring(0, colon);
    HttpRouting.Builder routing = HttpRouting.builder();
    apis.forEach(api -> api.accept(routing));
    server =
        WebServer.builder()
            .host(host)
            .port(Integer.parseInt(listen.substring(colon + 1)))
            .tls(Tls.builder().sslContext(certificate.sslContext()).build())
            .maxPayloadSize(MAX_BODY_BYTES)
            .connectionOptions(options -> options.tcpNoDelay(true))
            .shutdownGracePeriod(SHUTDOWN)
            .shutdownHook(false)
            .routing(routing)
            .build();
  }

  /** Starts to listen; returns once it does. */
  public void start() {
    server.start();
  }

  /** {@code host:port}; the port that was taken once it has started. */
  public String address() {
    return host + ":" + server.port();
  }

  @Override
  public void close() {
    server.stop();
  }
}
