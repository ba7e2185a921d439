package dev.understack.server.http;

import dev.understack.cluster.ApiException;
import dev.understack.cluster.ApiException.Reason;
import dev.understack.cluster.Identity;
import dev.understack.model.Json;
import dev.understack.server.kube.Authenticator;
import dev.understack.store.StoreUnavailableException;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What every path has in common: who asks, and what refusals look like (Kubernetes Status). */
public record Endpoint(Authenticator authenticator) {
  private static final Logger LOG = LoggerFactory.getLogger(Endpoint.class);
  private static final String BEARER = "Bearer ";
  private static final String ADMINISTRATORS = "system:masters";

  /** Answers a request of someone who is known. */
  public interface Answer {
    void give(Identity who, ServerRequest request, ServerResponse response);
  }

  /** Answers a request whose sender does not matter any more. */
  public interface PlainAnswer {
    void give(ServerRequest request, ServerResponse response);
  }

  /** For everyone with a valid token. */
  public Handler authenticated(Answer answer) {
    return (request, response) -> {
      try {
        answer.give(identity(request), request, response);
      } catch (ApiException e) {
        refuse(response, e);
      } catch (StoreUnavailableException e) {
        refuse(response, new ApiException(Reason.UNAVAILABLE, String.valueOf(e.getMessage())));
      } catch (RuntimeException e) {
        LOG.error("{} failed", request.prologue(), e);
        refuse(response, new ApiException(Reason.INTERNAL, "Internal error occurred: " + e));
      }
    };
  }

  /** For administrators alone: these answers show what every namespace holds. */
  public Handler forAdministrators(PlainAnswer answer) {
    return authenticated((who, request, response) -> {
      if (!who.groups().contains(ADMINISTRATORS)) {
        throw new ApiException(
            Reason.FORBIDDEN, "User \"" + who.user() + "\" cannot read " + request.path().path());
      }
      answer.give(request, response);
    });
  }

  private Identity identity(ServerRequest request) {
    return request
        .headers()
        .first(HeaderNames.AUTHORIZATION)
        .filter(value -> value.startsWith(BEARER))
        .flatMap(value -> authenticator.identify(value.substring(BEARER.length()).strip()))
        .orElseThrow(() -> new ApiException(Reason.UNAUTHORIZED, "Unauthorized"));
  }

  private static void refuse(ServerResponse response, ApiException e) {
    if (!response.isSent()) {
      response
          .status(Status.create(e.reason().code()))
          .header("Content-Type", "application/json")
          .send(Json.bytes(e.status()));
    }
  }
}
