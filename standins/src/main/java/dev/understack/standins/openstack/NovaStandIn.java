package dev.understack.standins.openstack;

import dev.understack.standins.http.HttpStandIn;
import dev.understack.standins.http.Reply;
import dev.understack.standins.http.Request;
import dev.understack.standins.keystone.KeystoneStandIn;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A Nova and a Cinder as far as anybody reads them: servers and volume types. */
public final class NovaStandIn implements AutoCloseable {
  private final Map<String, JsonNode> answers = new ConcurrentHashMap<>();
  private final KeystoneStandIn keystone;
  private final HttpStandIn http = new HttpStandIn(this::answer);

  /** Enters itself into the catalogue of {@code keystone} as compute and block storage. */
  public NovaStandIn(KeystoneStandIn keystone) {
    this.keystone = keystone;
    keystone.offer("compute", http.address());
    keystone.offer("block-storage", java.net.URI.create(http.address() + "/v3/project"));
  }

  public HttpStandIn http() {
    return http;
  }

  public void seedServer(String id, String json) {
    answers.put("/servers/" + id, Answers.wrapped("server", JsonMapper.shared().readTree(json)));
  }

  public void seedVolumeType(String id, String json) {
    answers.put(
        "/v3/project/types/" + id,
        Answers.wrapped("volume_type", JsonMapper.shared().readTree(json)));
  }

  @Override
  public void close() {
    http.close();
  }

  private Reply answer(Request request) {
    if (request.header("x-auth-token").filter(keystone::isValid).isEmpty()) {
      return Answers.error(401, "Authentication required");
    }
    JsonNode found = answers.get(request.path());
    return found == null ? Answers.error(404, "not found") : Reply.json(200, found);
  }
}
