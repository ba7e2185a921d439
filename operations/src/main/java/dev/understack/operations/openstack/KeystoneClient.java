package dev.understack.operations.openstack;

import dev.understack.operations.http.HttpAnswer;
import dev.understack.operations.http.HttpCall;
import dev.understack.operations.http.RequestFailedException;
import dev.understack.operations.json.Trees;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Projects and domains of Keystone v3. */
public final class KeystoneClient {
  private final Cloud cloud;

  public KeystoneClient(Cloud cloud) {
    this.cloud = cloud;
  }

  /** The project, or the domain that is one; empty when Keystone has none of that id. */
  public Optional<Project> findProject(String hexId) {
    return find("/projects/" + hexId).map(json -> Project.of(json.path("project")));
  }

  /** The name of a domain; empty when Keystone has none of that id. */
  public Optional<String> findDomainName(String id) {
    return find("/domains/" + id).flatMap(json -> Trees.text(json, "domain", "name"));
  }

  public List<Project> projects() {
    JsonNode answer = cloud.send(HttpCall.reading(address("/projects"))).json();
    return Trees.items(answer.path("projects")).stream().map(Project::of).toList();
  }

  private Optional<JsonNode> find(String path) {
    HttpCall call = HttpCall.reading(address(path));
    HttpAnswer answer = cloud.sendForAnyStatus(call);
    if (answer.status() == 404) {
      return Optional.empty();
    }
    if (answer.status() >= 400) {
      throw RequestFailedException.refused(call, answer);
    }
    return Optional.of(answer.json());
  }

  private URI address(String path) {
    String endpoint = cloud.endpoint(CloudService.IDENTITY);
    return URI.create((endpoint.endsWith("/v3") ? endpoint : endpoint + "/v3") + path);
  }
}
