package dev.understack.operations.openstack;

import dev.understack.operations.OperationFailedException;
import dev.understack.operations.OperationRun;
import dev.understack.operations.http.HttpAnswer;
import dev.understack.operations.http.HttpCall;
import dev.understack.operations.http.HttpGate;
import dev.understack.operations.http.RequestFailedException;
import dev.understack.operations.json.Trees;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One cloud for one run: gets a token when the first request needs one, renews it when it is
 * refused, and finds the services in the catalogue.
 */
public final class Cloud {
  private final CloudConfig config;
  private final HttpGate gate;
  private final TokenCache tokens;
  private final Clock clock;
  private final ObjectNode request;
  private final String key;

  private Cloud(OperationRun run, CloudConfig config) {
    this.config = config;
    this.gate = run.gate();
    this.tokens = run.connections().tokens();
    this.clock = run.context().clock();
    this.request = config.tokenRequest();
    this.key = config.authUrl() + " " + Trees.write(request);
  }

  /** The cloud of that name, or the default one; makes no request yet. */
  public static Cloud open(OperationRun run, Optional<String> name) {
    return new Cloud(run, new CloudsFile(run).choose(name));
  }

  /** Where a service answers, without a slash at its end. */
  public String endpoint(CloudService service) {
    String type = service.types().getFirst();
    return Trees.text(config.settings(), type.replace('-', '_') + "_endpoint_override")
        .or(() -> token().endpoint(service.types(), config.interfaceOf(type), config.region()))
        .or(() ->
            service == CloudService.IDENTITY ? Optional.of(config.authUrl()) : Optional.empty())
        .orElseThrow(() ->
            new OperationFailedException(
                "cloud "
                    + config.name()
                    + " has no "
                    + config.interfaceOf(type)
                    + " endpoint of type "
                    + type
                    + (config.region().isEmpty() ? "" : " in region " + config.region())))
        .replaceAll("/+$", "");
  }

  /** The project that the token is scoped to; empty text for none. */
  public String projectId() {
    return token().projectId();
  }

  /** Logs in now, so that wrong credentials show before anything else happens. */
  public void logIn() {
    token();
  }

  /** Sends with a token; throws for a status of 400 and above. */
  public HttpAnswer send(HttpCall call) {
    HttpAnswer answer = sendForAnyStatus(call);
    if (answer.status() >= 400) {
      throw RequestFailedException.refused(call, answer);
    }
    return answer;
  }

  /** Sends with a token, and once more with a new one when the service refuses it. */
  public HttpAnswer sendForAnyStatus(HttpCall call) {
    Token token = token();
    HttpAnswer answer = sendWith(token, call);
    if (answer.status() != 401) {
      return answer;
    }
    tokens.drop(key, token);
    return sendWith(token(), call);
  }

  private HttpAnswer sendWith(Token token, HttpCall call) {
    return gate.sendForAnyStatus(
        call.with(Map.of("X-Auth-Token", token.id())).trusting(config.trust()));
  }

  private Token token() {
    return tokens.get(key, clock.instant(), this::requestToken);
  }

  private Token requestToken() {
    URI address = URI.create(config.authUrl() + "/auth/tokens");
    HttpAnswer answer = gate.send(HttpCall.asking(address, request).trusting(config.trust()));
    JsonNode token = answer.json().path("token");
    return new Token(
        answer
            .header("X-Subject-Token")
            .orElseThrow(() -> new OperationFailedException(address + " answered without a token")),
        Trees.text(token, "expires_at").map(Instant::parse).orElse(Instant.MAX),
        token.path("catalog"),
        Trees.text(token, "project", "id").orElse(""));
  }
}
