package dev.understack.sources.http;

import io.helidon.common.socket.SocketOptions;
import io.helidon.common.tls.Tls;
import io.helidon.http.Header;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** One server on one port with routes by exact path; {@code /health} always answers. */
final class HttpPort implements AutoCloseable {
  private final boolean secure;
  private final Map<String, HttpRoute> routes = new ConcurrentHashMap<>();
  private final WebServer server;

  private HttpPort(String host, int port, Optional<SSLContext> tls) {
    this.secure = tls.isPresent();
    WebServerConfig.Builder builder =
        WebServer.builder()
            .host(host)
            .port(port)
            .shutdownHook(false)
            .connectionOptions(SocketOptions.builder().tcpNoDelay(true).build())
            .routing(routing -> routing.any(this::handle));
    tls.ifPresent(context -> builder.tls(Tls.builder().sslContext(context).build()));
    this.server = builder.build();
  }

  static HttpPort open(String host, int port, Optional<SSLContext> tls) throws IOException {
    HttpPort opened = new HttpPort(host, port, tls);
    new ListenAddress(host, port).start(opened.server);
    return opened;
  }

  boolean secure() {
    return secure;
  }

  /** Adds a route; false when the path is taken. */
  boolean add(String path, HttpRoute route) {
    return routes.putIfAbsent(path, route) == null;
  }

  /** Removes a route; true when none is left. */
  boolean remove(String path, HttpRoute route) {
    return routes.remove(path, route) && routes.isEmpty();
  }

  @Override
  public void close() {
    server.stop();
  }

  private void handle(ServerRequest request, ServerResponse response) throws IOException {
    String path = request.path().rawPath();
    if (path.equals("/health")) {
      response.status(Status.OK_200).send("OK");
      return;
    }
    HttpRoute route = routes.get(path);
    if (route == null) {
      response.status(Status.NOT_FOUND_404).send("404 page not found\n");
      return;
    }
    byte[] body = body(request, route.maxBodyBytes());
    HttpAnswer answer =
        route.answer(
            new HttpCall(
                request.prologue().method().text(), query(request), headers(request), body));
    response.status(Status.create(answer.status())).send(answer.text());
  }

  private static byte @Nullable [] body(ServerRequest request, long limit) throws IOException {
    if (!request.content().hasEntity()) {
      return new byte[0];
    }
    try (InputStream in = request.content().inputStream()) {
      byte[] read = in.readNBytes((int) Math.min(limit + 1, Integer.MAX_VALUE - 8));
      if (read.length <= limit) {
        return read;
      }
      in.skip(Long.MAX_VALUE);
      return null;
    }
  }

  private static Map<String, List<String>> query(ServerRequest request) {
    return request.query().isEmpty() ? Map.of() : new LinkedHashMap<>(request.query().toMap());
  }

  private static Map<String, List<String>> headers(ServerRequest request) {
    Map<String, List<String>> all = new TreeMap<>();
    for (Header header : request.headers()) {
      String name = canonical(header.name());
      if (!name.equals("Host")) {
        all.put(name, header.allValues());
      }
    }
    return all;
  }

  /** {@code x-hook-signature} as {@code X-Hook-Signature}. */
  static String canonical(String name) {
    StringBuilder result = new StringBuilder(name.length());
    boolean start = true;
    for (char c : name.toLowerCase(Locale.ROOT).toCharArray()) {
      result.append(start ? Character.toUpperCase(c) : c);
      start = c == '-';
    }
    return result.toString();
  }
}
