package dev.understack.sources.http;

import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** An address to listen on. A server on an address that cannot be had says so. */
public record ListenAddress(String host, int port) {

  /**
   * Starts a server that was built for this address.
   *
   * @throws IOException when it cannot listen; the message names the address and says why
   */
  public void start(WebServer server) throws IOException {
    // Helidon logs such a failure and returns as if nothing had happened.
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(InetAddress.getByName(host), port));
    } catch (IOException e) {
      throw new IOException("cannot listen on " + host + ":" + port + ": " + e.getMessage(), e);
    }
    server.start();
    if (!server.isRunning()) {
      throw new IOException("cannot listen on " + host + ":" + port);
    }
  }
}
