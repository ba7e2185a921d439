package dev.understack.cli.api;

import dev.understack.model.ManifestReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Where the API is and how to sign in, from a kubeconfig file.
 *
 * @param server base address
 * @param authority certificate to trust, as PEM; the platform's when absent
 * @param token bearer token; empty for none
 * @param namespace default namespace of the current context
 */
public record Kubeconfig(URI server, Optional<String> authority, String token, String namespace) {

  /**
   * Reads the current context of a file.
   *
   * @throws CommandFailedException when there is no such file or it names no server
   */
  public static Kubeconfig read(Path file) {
    JsonNode root;
    try {
      root = ManifestReader.documents(file.toString(), Files.readString(file)).getFirst().tree();
    } catch (IOException e) {
      throw new CommandFailedException(
          "no kubeconfig at "
              + file
              + ": start a system with `understack up`, or name a file with --kubeconfig");
    }
    JsonNode context =
        named(root.path("contexts"), root.path("current-context").asString("")).path("context");
    JsonNode cluster =
        named(root.path("clusters"), context.path("cluster").asString("")).path("cluster");
    JsonNode user = named(root.path("users"), context.path("user").asString("")).path("user");
    String server = cluster.path("server").asString("");
    if (server.isEmpty()) {
      throw new CommandFailedException(file + ": the current context names no server");
    }
    return new Kubeconfig(
        URI.create(server),
        authority(cluster),
        user.path("token").asString(""),
        context.path("namespace").asString("default"));
  }

  private static Optional<String> authority(JsonNode cluster) {
    String encoded = cluster.path("certificate-authority-data").asString("");
    return encoded.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new String(Base64.getMimeDecoder().decode(encoded), StandardCharsets.US_ASCII));
  }

  private static JsonNode named(JsonNode list, String name) {
    for (JsonNode item : list) {
      if (item.path("name").asString("").equals(name)) {
        return item;
      }
    }
    return tools.jackson.databind.node.MissingNode.getInstance();
  }
}
