package dev.understack.standins.http;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * A server on a free port of 127.0.0.1 that answers with a function, keeps every call with its
 * time, and can be told to refuse everything for a while. Safe for many threads.
 */
public final class HttpStandIn implements AutoCloseable {
  private final Function<Request, Reply> handler;
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final AtomicReference<Outage> outage = new AtomicReference<>(Outage.NONE);
  private final WebServer server;

  public HttpStandIn(Function<Request, Reply> handler) {
    this.handler = handler;
    this.server =
        WebServer.builder()
            .host("127.0.0.1")
            .port(0)
            .connectionOptions(options -> options.tcpNoDelay(true))
            .shutdownHook(false)
            .shutdownGracePeriod(Duration.ZERO)
            .routing(routing -> routing.any(this::answer))
            .build()
            .start();
  }

  /** {@code http://127.0.0.1:PORT}. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.port());
  }

  /** Everything answered so far, refusals included, in the order of the answers. */
  public List<Call> calls() {
    return List.copyOf(calls);
  }

  /** The calls that were meant to change something. */
  public List<Call> writes() {
    return calls.stream().filter(call -> !call.method().equals("GET")).toList();
  }

  public void forgetCalls() {
    calls.clear();
  }

  /** Refuses the next {@code count} requests with {@code status}. */
  public void refuseNext(int count, int status) {
    outage.set(new Outage(status, count, Instant.MAX, 0));
  }

  /** Answers {@code count} more requests and refuses all that follow, until repaired. */
  public void breakAfter(int count) {
    outage.set(new Outage(400, Integer.MAX_VALUE, Instant.MAX, count));
  }

  /** Answers again. */
  public void repair() {
    outage.set(Outage.NONE);
  }

  /** Refuses every request with {@code status} for {@code time}. */
  public void refuseFor(Duration time, int status) {
    outage.set(new Outage(status, Integer.MAX_VALUE, Instant.now().plus(time), 0));
  }

  @Override
  public void close() {
    server.stop();
  }

  private void answer(ServerRequest received, ServerResponse response) {
    Request request = request(received);
    Outage before = outage.getAndUpdate(Outage::afterOne);
    Reply reply =
        before.isOver(Instant.now())
            ? handler.apply(request)
            : new Reply(before.status(), before.headers(), "{\"detail\": \"out of service\"}");
    calls.add(new Call(Instant.now(), request, reply.status()));
    response.status(reply.status());
    reply.headers().forEach(response::header);
    if (!reply.body().isEmpty()) {
      response.header("Content-Type", "application/json");
    }
    response.send(reply.body());
  }

  private static Request request(ServerRequest received) {
    Map<String, String> headers = new HashMap<>();
    received
        .headers()
        .forEach(header -> headers.put(header.name().toLowerCase(Locale.ROOT), header.values()));
    String body = received.content().hasEntity() ? received.content().as(String.class) : "";
    return new Request(
        received.prologue().method().text(),
        received.path().rawPath(),
        query(received.query().rawValue()),
        headers,
        body);
  }

  private static Map<String, List<String>> query(String raw) {
    Map<String, List<String>> values = new HashMap<>();
    for (String pair : raw.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        values.computeIfAbsent(decoded(name), k -> new ArrayList<>()).add(decoded(value));
      }
    }
    return values;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /**
   * @param remaining how many requests are refused
   * @param healthy how many are answered before the first refusal
   */
  private record Outage(int status, int remaining, Instant until, int healthy) {
    static final Outage NONE = new Outage(0, 0, Instant.MIN, 0);

    boolean isOver(Instant now) {
      return healthy > 0 || remaining <= 0 || !now.isBefore(until);
    }

    /** Who is asked too often says when to come back. */
    Map<String, String> headers() {
      return status == 429 ? Map.of("Retry-After", "1") : Map.of();
    }

    Outage afterOne() {
      if (remaining <= 0) {
        return NONE;
      }
      return healthy > 0
          ? new Outage(status, remaining, until, healthy - 1)
          : new Outage(status, remaining - 1, until, 0);
    }
  }
}
