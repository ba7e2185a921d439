package dev.understack.sources.http;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * One HTTP server per port, shared by all routes of all event sources. A server starts with its
 * first route and stops with its last. Safe for several threads.
 */
public final class HttpServers implements AutoCloseable {
  private final String host;

  /** Guarded by this. */
  private final Map<Integer, HttpPort> ports = new HashMap<>();

  /**
   * @param host the address to listen on, for example {@code 0.0.0.0}
   */
  public HttpServers(String host) {
    this.host = host;
  }

  /**
   * Adds a route.
   *
   * @param tls serves HTTPS with these certificates; must be the same kind for all routes of a port
   * @throws IOException when the port cannot be opened or the path is taken; the message says which
   */
  public synchronized Registration add(
      int port, String path, Optional<SSLContext> tls, HttpRoute route) throws IOException {
    HttpPort server = ports.get(port);
    if (server == null) {
      server = HttpPort.open(host, port, tls);
      ports.put(port, server);
    } else if (server.secure() != tls.isPresent()) {
      throw new IOException("port " + port + " serves HTTP and HTTPS; one of the two must move");
    }
    if (!server.add(path, route)) {
      throw new IOException("path " + path + " on port " + port + " is taken by another event");
    }
    return () -> remove(port, path, route);
  }

  /** Stops every server. */
  @Override
  public synchronized void close() {
    ports.values().forEach(HttpPort::close);
    ports.clear();
  }

  private synchronized void remove(int port, String path, HttpRoute route) {
    HttpPort server = ports.get(port);
    if (server != null && server.remove(path, route)) {
      server.close();
      ports.remove(port);
    }
  }

  /** A route that is served. */
  @FunctionalInterface
  public interface Registration extends AutoCloseable {
    /** Stops serving it. May be called twice. */
    @Override
    void close();
  }
}
