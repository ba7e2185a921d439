package dev.understack.operations.http;

import dev.understack.operations.json.Trees;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests over reused connections and repeats them when the other side is busy or away.
 * Shared by all runs; safe for many threads.
 */
public final class Transport {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final Duration LONGEST_RETRY_AFTER = Duration.ofSeconds(30);
  private static final String AGENT = "understack-workflows/0.1";

  private final Map<Trust, HttpClient> clients = new ConcurrentHashMap<>();
  private final RetrySchedule schedule;
  private final Pause pause;
  private final UnaryOperator<URI> addresses;

  public Transport(RetrySchedule schedule, Pause pause) {
    this(schedule, pause, UnaryOperator.identity());
  }

  /** {@code addresses} says where a service really is that a manifest or secret names. */
  public Transport(RetrySchedule schedule, Pause pause, UnaryOperator<URI> addresses) {
    this.schedule = schedule;
    this.pause = pause;
    this.addresses = addresses;
  }

  /**
   * Gets ready for the first call in the background: reading the certificate authorities and
   * starting the client take about a fifth of a second.
   */
  public void prepare() {
    Thread.ofVirtual()
        .name("http client")
        .start(() -> clients.computeIfAbsent(Trust.SYSTEM, Transport::client));
  }

  /**
   * The answer, whatever its status, after as many attempts as the schedule allows. Throws {@link
   * RequestFailedException} when there is none, {@link StoppedException} when interrupted.
   */
  public HttpAnswer exchange(HttpCall call) {
    Duration waited = Duration.ZERO;
    for (int attempt = 1; ; attempt++) {
      Attempt result = attempt(call);
      Duration delay = result.retryAfter(schedule.delay(attempt, ThreadLocalRandom.current()));
      waited = waited.plus(delay);
      if (!result.worthRepeating(call) || waited.compareTo(schedule.patience()) > 0) {
        return result.answerOrThrow(call);
      }
      pause.of(delay);
    }
  }

  private Attempt attempt(HttpCall call) {
    try {
      HttpResponse<String> response =
          clients
              .computeIfAbsent(call.trust(), Transport::client)
              .send(request(call), BodyHandlers.ofString());
      Map<String, String> headers = new HashMap<>();
      response.headers().map().forEach((name, values) -> headers.put(name, values.getFirst()));
      return new Attempt(new HttpAnswer(response.statusCode(), headers, response.body()), null);
    } catch (IOException e) {
      return new Attempt(null, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoppedException();
    }
  }

  private static HttpClient client(Trust trust) {
    return HttpClient.newBuilder()
        .connectTimeout(CONNECT)
        .followRedirects(Redirect.NORMAL)
        .version(Version.HTTP_1_1)
        .sslContext(TlsContexts.of(trust))
        .build();
  }

  private HttpRequest request(HttpCall call) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(addresses.apply(call.uri()))
            .timeout(ANSWER)
            .header("User-Agent", AGENT)
            .method(
                call.method().name(),
                call.body() == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(Trees.write(call.body())));
    if (!call.headers().containsKey("Accept")) {
      request.header("Accept", "application/json");
    }
    if (call.body() != null && !call.headers().containsKey("Content-Type")) {
      request.header("Content-Type", "application/json");
    }
    call.headers().forEach(request::header);
    return request.build();
  }

  /** What one attempt brought: exactly one of the two. */
  private record Attempt(@Nullable HttpAnswer answer, @Nullable IOException failure) {

    boolean worthRepeating(HttpCall call) {
      if (answer != null) {
        return switch (answer.status()) {
          case 429, 503 -> true;
          case 500, 502, 504 -> call.repeatable();
          default -> false;
        };
      }
      boolean neverSent =
          failure instanceof ConnectException || failure instanceof HttpConnectTimeoutException;
      return neverSent || call.repeatable();
    }

    Duration retryAfter(Duration otherwise) {
      if (answer == null) {
        return otherwise;
      }
      return answer
          .header("Retry-After")
          .filter(text -> text.matches("[0-9]{1,6}"))
          .map(text -> Duration.ofSeconds(Long.parseLong(text)))
          .map(asked -> asked.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : asked)
          .filter(asked -> asked.compareTo(otherwise) > 0)
          .orElse(otherwise);
    }

    HttpAnswer answerOrThrow(HttpCall call) {
      if (answer != null) {
        return answer;
      }
      throw RequestFailedException.unreachable(
          call, failure == null ? new IOException("no answer") : failure);
    }
  }
}
