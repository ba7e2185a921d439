package dev.understack.server.http;

import dev.understack.server.kube.ServerCertificate;
import dev.understack.sources.http.ListenAddress;
import io.helidon.common.tls.Tls;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** One HTTP server for all APIs of a system. */
public final class HttpApi implements AutoCloseable {
  private static final Duration SHUTDOWN = Duration.ofSeconds(2);
  private static final int MAX_BODY_BYTES = 16 * 1024 * 1024;

  private final ListenAddress listen;
  private final WebServer server;

  /**
   * A server that does not listen yet.
   *
   * @param address host:port; port 0 takes any free one
   * @param certificate what it presents: the API is served over TLS alone
   * @param apis each adds its paths
   */
  public HttpApi(
      String address, ServerCertificate certificate, List<Consumer<HttpRouting.Builder>> apis) {
    listen = parse(address);
    HttpRouting.Builder routing = HttpRouting.builder();
    apis.forEach(api -> api.accept(routing));
    server =
        WebServer.builder()
            .host(listen.host())
            .port(listen.port())
            .tls(Tls.builder().sslContext(certificate.sslContext()).build())
            .maxPayloadSize(MAX_BODY_BYTES)
            .connectionOptions(options -> options.tcpNoDelay(true))
            .shutdownGracePeriod(SHUTDOWN)
            .shutdownHook(false)
            .routing(routing)
            .build();
  }

  /**
   * Starts to listen; returns once it does.
   *
   * @throws IOException when the address cannot be had; the message says why
   */
  public void start() throws IOException {
    listen.start(server);
  }

  /** {@code host:port}; the port that was taken once it has started. */
  public String address() {
    return listen.host() + ":" + server.port();
  }

  private static ListenAddress parse(String address) {
    int colon = address.lastIndexOf(':');
    String port = address.substring(colon + 1);
    if (colon < 1 || !port.matches("[0-9]{1,5}")) {
      throw new IllegalArgumentException("listen: expected HOST:PORT, found \"" + address + "\"");
    }
    return new ListenAddress(address.substring(0, colon), Integer.parseInt(port));
  }

  @Override
  public void close() {
    server.stop();
  }
}
