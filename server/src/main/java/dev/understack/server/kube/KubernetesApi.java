package dev.understack.server.kube;

import dev.understack.cluster.ApiException;
import dev.understack.cluster.ApiException.Reason;
import dev.understack.cluster.Identity;
import dev.understack.cluster.ObjectApi;
import dev.understack.cluster.PodLogs;
import dev.understack.cluster.embedded.EmbeddedCluster;
import dev.understack.model.KubeObject;
import dev.understack.model.ResourceTypes;
import dev.understack.store.StoreUnavailableException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The Kubernetes API of the embedded cluster, so that kubectl and other clients work with it.
 * Paths: {@code /api}, {@code /apis}, {@code /openapi}, {@code /version}, {@code /healthz}, {@code
 * /livez}, {@code /readyz}. Safe for several threads.
 */
public final class KubernetesApi {
  private static final Logger LOG = LoggerFactory.getLogger(KubernetesApi.class);
  private static final Duration TOKEN_VALIDITY = Duration.ofHours(1);

  private final EmbeddedCluster cluster;
  private final Authenticator authenticator;
  private final Callers callers;
  private final LogRequests logs;
  private final BooleanSupplier ready;
  private final Clock clock;

  /**
   * @param ready whether everything is up, for {@code /readyz}
   */
  public KubernetesApi(
      EmbeddedCluster cluster,
      Authenticator authenticator,
      PodLogs logs,
      BooleanSupplier ready,
      Clock clock) {
    this.cluster = cluster;
    this.authenticator = authenticator;
    this.callers = new Callers(authenticator, cluster.authorizer());
    this.logs = new LogRequests(logs, clock);
    this.ready = ready;
    this.clock = clock;
  }

  /** Adds the paths to a server. */
  public void register(HttpRouting.Builder routing) {
    routing
        .any("/api", handler(this::core))
        .any("/api/*", handler(this::core))
        .any("/apis", handler(this::groups))
        .any("/apis/*", handler(this::groups))
        .get("/openapi/v2", handler(OpenApi::v2))
        .get("/openapi/v3", handler(OpenApi::v3))
        .get("/openapi/v3/*", handler(KubernetesApi::openApi))
        .get("/version", handler(KubernetesApi::version))
        .get("/healthz", handler(exchange -> exchange.sendText(200, "ok")))
        .get("/livez", handler(exchange -> exchange.sendText(200, "ok")))
        .get("/readyz", handler(this::readiness));
  }

  private interface Answer {
    void give(Exchange exchange) throws InterruptedException;
  }

  /** Turns every failure into a Status, unless the response has begun. */
  private static Handler handler(Answer answer) {
    return (ServerRequest request, ServerResponse response) -> {
      Exchange exchange = new Exchange(request, response);
      try {
        answer.give(exchange);
      } catch (ApiException e) {
        refuse(exchange, e);
      } catch (StoreUnavailableException e) {
        refuse(exchange, new ApiException(Reason.UNAVAILABLE, String.valueOf(e.getMessage())));
      } catch (UncheckedIOException _) {
        // The client went away.
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      } catch (RuntimeException e) {
        LOG.error("{} {} failed", exchange.method(), exchange.path(), e);
        refuse(
            exchange,
            new ApiException(
                Reason.INTERNAL, "Internal error occurred: " + String.valueOf(e.getMessage())));
      }
    };
  }

  private static void refuse(Exchange exchange, ApiException e) {
    if (!exchange.isAnswered()) {
      exchange.fail(e);
    }
  }

  private void core(Exchange exchange) throws InterruptedException {
    Identity caller = callers.of(exchange);
    List<String> path = exchange.path();
    if (path.size() == 1) {
      Discovery.core(exchange);
    } else if (!path.get(1).equals("v1")) {
      throw Target.noSuchResource();
    } else if (path.size() == 2) {
      Discovery.resources(exchange, "", "v1");
    } else {
      objects(exchange, caller, "", "v1", path.subList(2, path.size()));
    }
  }

  private void groups(Exchange exchange) throws InterruptedException {
    Identity caller = callers.of(exchange);
    List<String> path = exchange.path();
    switch (path.size()) {
      case 1 -> Discovery.groups(exchange);
      case 2 -> Discovery.group(exchange, path.get(1));
      case 3 -> Discovery.resources(exchange, path.get(1), path.get(2));
      default -> {
        List<String> rest = path.subList(3, path.size());
        if (Reviews.KINDS.containsKey(path.get(1))) {
          review(exchange, caller, path.get(1), rest);
        } else {
          objects(exchange, caller, path.get(1), path.get(2), rest);
        }
      }
    }
  }

  private void objects(
      Exchange exchange, Identity caller, String group, String version, List<String> path)
      throws InterruptedException {
    Target target = Target.parse(group, version, path);
    if (target.type().equals(ResourceTypes.POD) && target.subresource().equals("log")) {
      cluster
          .authorizer()
          .check(caller, "get", target.type(), "log", target.namespace(), target.name());
      logs.serve(exchange, target);
    } else if (target.type().equals(ResourceTypes.SERVICE_ACCOUNT)
        && target.subresource().equals("token")) {
      token(exchange, caller, target);
    } else {
      ObjectApi api = exchange.isDryRun() ? cluster.dryRun(caller) : cluster.as(caller);
      Rendering rendering = new Rendering(exchange, target.type(), version, clock);
      new ObjectRequests(exchange, target, api, cluster.as(Identity.SYSTEM), rendering).serve();
    }
  }

  private void review(Exchange exchange, Identity caller, String group, List<String> path) {
    String kind = Reviews.KINDS.getOrDefault(group, java.util.Map.of()).get(path.getLast());
    if (kind == null || !exchange.method().equals("POST")) {
      throw Target.noSuchResource();
    }
    Reviews reviews = new Reviews(authenticator, cluster.authorizer().policy(), caller);
    exchange.send(201, reviews.answer(kind, exchange.objectBody()));
  }

  /** {@code kubectl create token}. */
  private void token(Exchange exchange, Identity caller, Target target) {
    cluster
        .authorizer()
        .check(caller, "create", target.type(), "token", target.namespace(), target.name());
    KubeObject account = cluster.as(Identity.SYSTEM).get(target.key());
    ObjectNode request = exchange.objectBody().deepCopy();
    Duration validity =
        Duration.ofSeconds(
            request.path("spec").path("expirationSeconds").asLong(TOKEN_VALIDITY.toSeconds()));
    Instant expires = clock.instant().plus(validity).truncatedTo(ChronoUnit.SECONDS);
    request
        .putObject("status")
        .put("token", cluster.tokens().issue(account, validity))
        .put("expirationTimestamp", expires.toString());
    exchange.send(201, request);
  }

  private void readiness(Exchange exchange) {
    if (ready.getAsBoolean()) {
      exchange.sendText(200, "ok");
    } else {
      exchange.sendText(503, "not ready");
    }
  }

  private static void openApi(Exchange exchange) {
    List<String> path = exchange.path();
    if (path.size() == 4 && path.get(2).equals("api")) {
      OpenApi.v3(exchange, "", path.get(3));
    } else if (path.size() == 5 && path.get(2).equals("apis")) {
      OpenApi.v3(exchange, path.get(3), path.get(4));
    } else {
      throw Target.noSuchResource();
    }
  }

  private static void version(Exchange exchange) {
    exchange.send(
        200,
        JsonNodeFactory.instance
            .objectNode()
            .put("major", "1")
            .put("minor", "32")
            .put("gitVersion", "v1.32.0+understack")
            .put("gitCommit", "")
            .put("gitTreeState", "clean")
            .put("buildDate", "1970-01-01T00:00:00Z")
            .put("goVersion", "")
            .put("compiler", "")
            .put("platform", "linux/amd64"));
  }
}
