package dev.understack.acceptance.nautobot;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.StringNode;

/** Plays the contract against one Nautobot and remembers what later calls need. */
final class Player {
  private final HttpClient client = HttpClient.newHttpClient();
  private final URI url;
  private final Map<String, String> tokens;
  private final Map<String, String> kept = new HashMap<>();

  /**
   * @param tokens by user; none sends no token
   */
  Player(URI url, Map<String, String> tokens) {
    this.url = url;
    this.tokens = tokens;
  }

  /**
   * What was answered.
   *
   * @param body missing when there is none
   */
  record Answer(int status, JsonNode body) {}

  /**
   * One step as it went.
   *
   * @param title chapter and name of the step
   * @param expected with the ids of this Nautobot; missing when only the status counts
   */
  record Scene(String title, ContractStep step, JsonNode expected, Answer answer) {

    /** How the answer differs from what the contract says. */
    List<String> faults() {
      List<String> faults = new ArrayList<>();
      if (answer.status() != step.status()) {
        faults.add(title + ": " + answer.status() + " instead of " + step.status());
      }
      Shapes.missing(expected, answer.body()).forEach(fault -> faults.add(title + ": " + fault));
      if (!faults.isEmpty()) {
        faults.add("  answered " + answer.body());
      }
      return faults;
    }
  }

  /** Plays all chapters. */
  List<Scene> play(Contract contract) {
    List<Scene> scenes = new ArrayList<>();
    contract
        .chapters()
        .forEach((chapter, steps) -> {
          for (ContractStep step : steps) {
            Answer answer = play(step);
            scenes.add(new Scene(chapter + ": " + step.name(), step, expected(step), answer));
          }
        });
    return scenes;
  }

  Answer play(ContractStep step) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + "/api" + filled(step.path())))
            .timeout(Duration.ofSeconds(60))
            .header("Content-Type", "application/json")
            .method(step.method(), BodyPublishers.ofString(body(step)));
    if (tokens.containsKey(step.user())) {
      request.header("Authorization", "Token " + tokens.get(step.user()));
    }
    Answer answer = answer(request.build());
    if (step.keep() != null) {
      step.keep().forEach((name, at) -> kept.put(name, answer.body().at(at).asString()));
    }
    return answer;
  }

  private JsonNode expected(ContractStep step) {
    return step.answer() == null
        ? MissingNode.getInstance()
        : JsonMapper.shared().readTree(filled(step.answer().toString()));
  }

  private Answer answer(HttpRequest request) {
    try {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      return new Answer(
          response.statusCode(),
          response.body().isBlank()
              ? MissingNode.getInstance()
              : response.body().startsWith("<")
                  ? StringNode.valueOf(response.body())
                  : JsonMapper.shared().readTree(response.body()));
    } catch (IOException e) {
      throw new IllegalStateException(request.method() + " " + request.uri(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private String body(ContractStep step) {
    if (step.text() != null) {
      return step.text();
    }
    return step.body() == null ? "" : filled(step.body().toString());
  }

  private String filled(String text) {
    String result = text;
    for (Map.Entry<String, String> each : kept.entrySet()) {
      result = result.replace("${" + each.getKey() + "}", each.getValue());
    }
    return result;
  }
}
