package dev.understack.operations.netapp;

import dev.understack.operations.OperationFailedException;
import dev.understack.operations.OperationRun;
import dev.understack.operations.http.HttpCall;
import dev.understack.operations.http.HttpGate;
import dev.understack.operations.http.HttpMethod;
import dev.understack.operations.http.Subject;
import dev.understack.operations.http.Trust;
import dev.understack.operations.http.UrlPart;
import dev.understack.operations.json.Trees;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** ONTAP's REST API on one storage system. A write returns when its job has ended. */
final class OntapClient {
  private static final Duration POLL = Duration.ofSeconds(2);
  private static final int MOST_POLLS = 60;

  private final OperationRun run;
  private final Backend backend;
  private final String base;
  private final Map<String, String> headers;

  OntapClient(OperationRun run, Backend backend) {
    this.run = run;
    this.backend = backend;
    this.base = (backend.host().contains("://") ? "" : "https://") + backend.host() + "/api/";
    String login = backend.user() + ":" + backend.password();
    this.headers =
        Map.of(
            "Authorization",
            "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
  }

  Backend backend() {
    return backend;
  }

  List<JsonNode> list(String collection, Map<String, String> filter) {
    String query =
        filter.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(e -> e.getKey() + "=" + UrlPart.of(e.getValue()))
            .collect(Collectors.joining("&"));
    return Trees.items(read(collection + "?" + query).path("records"));
  }

  Optional<JsonNode> find(String collection, Map<String, String> filter) {
    return list(collection, filter).stream().findFirst();
  }

  /** In a dry run, what an earlier request would have made; otherwise empty. */
  Optional<JsonNode> imagined() {
    return run.context().dryRun()
        ? Optional.of(Trees.object().put("uuid", HttpGate.IMAGINED))
        : Optional.empty();
  }

  void create(String collection, JsonNode body) {
    change(HttpMethod.POST, collection, body, Trees.text(body, "name").orElse(null));
  }

  void update(String collection, String uuid, JsonNode fields) {
    change(HttpMethod.PATCH, collection + "/" + uuid, fields, uuid);
  }

  /** {@code query} may be empty, or like {@code ?allow_delete_while_mapped=true}. */
  void delete(String collection, String uuid, String query) {
    change(HttpMethod.DELETE, collection + "/" + uuid + query, null, uuid);
  }

  private void change(
      HttpMethod method, String path, @Nullable JsonNode body, @Nullable String subject) {
    String kind = path.replaceAll("[/?].*$", "") + "/" + path.replaceAll("^[^/]*/|[?].*$", "");
    HttpCall call =
        HttpCall.changing(
                method,
                URI.create(base + path),
                body,
                new Subject("ontap", kind.replaceAll("/[0-9a-f-]{36}$", ""), subject))
            .with(headers)
            .trusting(Trust.ANYONE);
    JsonNode answer = run.gate().send(call).json();
    Trees.text(answer, "job", "uuid").ifPresent(job -> await(job, call.title()));
  }

  private void await(String job, String title) {
    for (int poll = 0; poll < MOST_POLLS; poll++) {
      JsonNode state = read("cluster/jobs/" + job);
      switch (state.path("state").asString("")) {
        case "success" -> {
          return;
        }
        case "failure", "error" ->
            throw new OperationFailedException(
                title + " failed: " + state.path("message").asString("no reason given"));
        default -> run.connections().pause().of(POLL);
      }
    }
    throw new OperationFailedException(title + " did not end in time (job " + job + ")");
  }

  private JsonNode read(String path) {
    return run.gate()
        .send(HttpCall.reading(URI.create(base + path)).with(headers).trusting(Trust.ANYONE))
        .json();
  }
}
