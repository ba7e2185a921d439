package dev.understack.executors.artifacts;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** Fetches input artifacts over HTTP. Safe for several threads. */
final class HttpArtifact {
  private static final Duration TIMEOUT = Duration.ofMinutes(10);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .followRedirects(HttpClient.Redirect.NORMAL)
          .connectTimeout(Duration.ofSeconds(30))
          .build();

  private HttpArtifact() {}

  /** The body of a 2xx answer as a new temporary file. */
  static Path download(ArtifactLocation.Http location) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(location.url())).timeout(TIMEOUT).GET();
    for (JsonNode header : location.options().path("headers")) {
      request.header(header.path("name").asString(""), header.path("value").asString(""));
    }
    Path file = Files.createTempFile("artifact", "");
    boolean done = false;
    try {
      HttpResponse<Path> response =
          CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofFile(file));
      if (response.statusCode() / 100 != 2) {
        throw new IOException(
            "GET " + location.url() + " answered with status " + response.statusCode());
      }
      done = true;
      return file;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while fetching " + location.url(), e);
    } finally {
      if (!done) {
        Files.deleteIfExists(file);
      }
    }
  }
}
