package dev.understack.operations.openstack;

import dev.understack.operations.http.HttpAnswer;
import dev.understack.operations.http.HttpCall;
import dev.understack.operations.http.HttpMethod;
import dev.understack.operations.http.RequestFailedException;
import dev.understack.operations.http.Subject;
import dev.understack.operations.json.Trees;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Requests to one OpenStack service, below the version part of its address. */
final class ServiceClient {
  private final Cloud cloud;
  private final CloudService service;
  private final String version;
  private final Map<String, String> headers;

  /** {@code version} like {@code /v1} is added to the address when it is not there already. */
  ServiceClient(Cloud cloud, CloudService service, String version, Map<String, String> headers) {
    this.cloud = cloud;
    this.service = service;
    this.version = version;
    this.headers = headers;
  }

  JsonNode read(String path) {
    return cloud.send(HttpCall.reading(address(path)).with(headers)).json();
  }

  /** The answer; empty for 404. */
  Optional<JsonNode> find(String path) {
    HttpCall call = HttpCall.reading(address(path)).with(headers);
    HttpAnswer answer = cloud.sendForAnyStatus(call);
    if (answer.status() == 404) {
      return Optional.empty();
    }
    if (answer.status() >= 400) {
      throw RequestFailedException.refused(call, answer);
    }
    return Optional.of(answer.json());
  }

  /** All elements of a list, following its links to further pages. */
  List<JsonNode> list(String path, String field) {
    List<JsonNode> all = new ArrayList<>();
    Optional<String> next = Optional.of(path);
    while (next.isPresent()) {
      JsonNode page = read(next.get());
      all.addAll(Trees.items(page.path(field)));
      next = nextPage(page, field);
    }
    return all;
  }

  HttpAnswer change(
      HttpMethod method, String path, @Nullable JsonNode body, String kind, @Nullable String id) {
    HttpCall call = call(method, path, body, kind, id);
    HttpAnswer answer = cloud.sendForAnyStatus(call);
    if (answer.status() >= 400) {
      throw RequestFailedException.refused(call, answer);
    }
    return answer;
  }

  private HttpCall call(
      HttpMethod method, String path, @Nullable JsonNode body, String kind, @Nullable String id) {
    return HttpCall.changing(method, address(path), body, new Subject(service.system(), kind, id))
        .with(headers);
  }

  /** The path and query of the next page; its host may not be one that we can reach. */
  private Optional<String> nextPage(JsonNode page, String field) {
    Optional<String> link =
        Trees.text(page, "next")
            .or(() ->
                Trees.items(page.path(field + "_links")).stream()
                    .filter(each -> each.path("rel").asString().equals("next"))
                    .flatMap(each -> Trees.text(each, "href").stream())
                    .findFirst());
    return link.map(text -> {
      int at = text.indexOf(version + "/");
      return at < 0 ? text : text.substring(at + version.length());
    });
  }

  private URI address(String path) {
    String endpoint = cloud.endpoint(service);
    String base = endpoint.contains(version) ? endpoint : endpoint + version;
    return URI.create(base + path);
  }
}
