package dev.understack.operations.openstack;

import dev.understack.operations.OperationFailedException;
import dev.understack.operations.http.Trust;
import dev.understack.operations.json.Trees;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One cloud of a {@code clouds.yaml}.
 *
 * @param name its name there
 * @param settings everything below the name, secrets included
 * @param trust which certificates its services may show
 */
public record CloudConfig(String name, JsonNode settings, Trust trust) {

  /** Keystone's address, with its {@code /v3}. */
  public String authUrl() {
    String url =
        Trees.text(settings, "auth", "auth_url")
            .orElseThrow(() -> new OperationFailedException("cloud " + name + " has no auth_url"));
    String bare = url.replaceAll("/+$", "");
    return bare.endsWith("/v3") ? bare : bare.replaceAll("/v2\\.0$", "") + "/v3";
  }

  public String region() {
    return Trees.text(settings, "region_name").orElse("");
  }

  /** {@code public}, {@code internal} or {@code admin}. */
  public String interfaceOf(String service) {
    return Trees.text(settings, service.replace('-', '_') + "_interface")
        .or(() -> Trees.text(settings, "interface"))
        .or(() -> Trees.text(settings, "endpoint_type"))
        .orElse("public")
        .replaceAll("URL$", "");
  }

  /** The {@code auth} object of a token request. */
  ObjectNode tokenRequest() {
    return new TokenRequest(name, settings).toJson();
  }

  /** Hides the settings, which hold secrets. */
  @Override
  public String toString() {
    return "cloud " + name;
  }
}
