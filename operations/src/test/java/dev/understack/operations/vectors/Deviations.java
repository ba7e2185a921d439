package dev.understack.operations.vectors;

import dev.understack.operations.json.Trees;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Where we behave differently from the original on purpose, each with its reason. A rule says by
 * what they are about which vectors may fail, so that it also holds for vectors nobody here has.
 */
final class Deviations {

  /** {@code input} and {@code expected} are searched in the JSON texts of a vector. */
  private record Rule(String operation, Pattern input, Pattern expected, String reason) {
    static Rule of(JsonNode json) {
      return new Rule(
          json.path("operation").asString(),
          Pattern.compile(json.path("input").asString("")),
          Pattern.compile(json.path("expected").asString("")),
          json.path("reason").asString());
    }

    boolean isAbout(Vector vector) {
      return operation.equals(vector.operation())
          && input.matcher(Trees.write(vector.input())).find()
          && expected.matcher(Trees.write(vector.expected())).find();
    }

    @Override
    public String toString() {
      return operation + ": " + reason;
    }
  }

  private final List<Rule> rules;
  private final List<Rule> unused;

  private Deviations(List<Rule> rules) {
    this.rules = rules;
    this.unused = new ArrayList<>(rules);
  }

  static Deviations read() {
    try (InputStream list = Deviations.class.getResourceAsStream("/vector-deviations.json")) {
      return new Deviations(
          Trees.items(Trees.read(list.readAllBytes())).stream().map(Rule::of).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether a vector that fails may do so. */
  boolean excuse(Vector vector) {
    Optional<Rule> rule = rules.stream().filter(each -> each.isAbout(vector)).findFirst();
    rule.ifPresent(unused::remove);
    return rule.isPresent();
  }

  /** Rules that no vector needed: we no longer differ there. */
  List<String> unused() {
    return unused.stream().map(Rule::toString).toList();
  }
}
