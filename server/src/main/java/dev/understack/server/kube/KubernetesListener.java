package dev.understack.server.kube;

import io.helidon.common.tls.Tls;
import io.helidon.webserver.WebServer;

/** The Kubernetes API on a TLS port of its own. */
public final class KubernetesListener implements AutoCloseable {
  private final WebServer server;

  private KubernetesListener(WebServer server) {
    this.server = server;
  }

  /**
   * Starts to listen.
   *
   * @param port 0 for any free port
   */
  public static KubernetesListener start(
      String host, int port, KubernetesApi api, ServerCertificate certificate) {
    Tls tls = Tls.builder().sslContext(certificate.sslContext()).build();
    return new KubernetesListener(
        WebServer.builder()
            .host(host)
            .port(port)
            .tls(tls)
            .connectionOptions(options -> options.tcpNoDelay(true))
            .routing(api::register)
            .build()
            .start());
  }

  /** The port it listens on. */
  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.stop();
  }
}
