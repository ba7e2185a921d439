package dev.understack.language.kube;

import dev.understack.language.LanguageException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * A Kubernetes label selector: all of its terms must match. Immutable, safe for several threads.
 *
 * @param requirements sorted by key
 */
public record LabelSelector(List<LabelRequirement> requirements) {
  static final String LANGUAGE = "label selector";

  /** Matches every object. */
  public static final LabelSelector EVERYTHING = new LabelSelector(List.of());

  public LabelSelector {
    requirements =
        requirements.stream().sorted(Comparator.comparing(LabelRequirement::key)).toList();
  }

  /**
   * Reads the text form, for example {@code app=web,tier in (a,b),!old}.
   *
   * @throws LanguageException whose problem is the text that Kubernetes gives
   */
  public static LabelSelector parse(String text) {
    return new LabelSelector(new LabelSelectorParser(text).parse());
  }

  /**
   * Reads the object form with {@code matchLabels} and {@code matchExpressions}. An empty object
   * matches everything. A caller for whom an absent selector matches nothing checks that first.
   *
   * @throws LanguageException whose problem is the text that Kubernetes gives
   */
  public static LabelSelector of(JsonNode selector) {
    List<LabelRequirement> all = new ArrayList<>();
    try {
      for (var label : selector.path("matchLabels").properties()) {
        all.add(
            LabelRequirement.of(
                label.getKey(),
                LabelRequirement.Operator.EQUALS,
                List.of(label.getValue().asString(""))));
      }
      for (JsonNode expression : selector.path("matchExpressions")) {
        all.add(
            LabelRequirement.of(
                expression.path("key").asString(""),
                operator(expression.path("operator").asString("")),
                texts(expression.path("values"))));
      }
    } catch (IllegalArgumentException wrong) {
      throw new LanguageException(
          LANGUAGE, selector.toString(), -1, String.valueOf(wrong.getMessage()), wrong);
    }
    return new LabelSelector(all);
  }

  /** Labels that must all be there with these values. */
  public static LabelSelector of(Map<String, String> labels) {
    return new LabelSelector(
        labels.entrySet().stream()
            .map(label ->
                LabelRequirement.of(
                    label.getKey(), LabelRequirement.Operator.EQUALS, List.of(label.getValue())))
            .toList());
  }

  /** This selector and more terms. */
  public LabelSelector and(Collection<LabelRequirement> more) {
    List<LabelRequirement> all = new ArrayList<>(requirements);
    all.addAll(more);
    return new LabelSelector(all);
  }

  /** Whether an object with these labels is selected. */
  public boolean matches(Map<String, String> labels) {
    for (LabelRequirement requirement : requirements) {
      if (!requirement.matches(labels)) {
        return false;
      }
    }
    return true;
  }

  /** Whether everything matches. */
  public boolean isEmpty() {
    return requirements.isEmpty();
  }

  /** The text form; {@link #parse} of it gives an equal selector. */
  @Override
  public String toString() {
    return requirements.stream().map(LabelRequirement::toString).collect(Collectors.joining(","));
  }

  private static LabelRequirement.Operator operator(String name) {
    return switch (name) {
      case "In" -> LabelRequirement.Operator.IN;
      case "NotIn" -> LabelRequirement.Operator.NOT_IN;
      case "Exists" -> LabelRequirement.Operator.EXISTS;
      case "DoesNotExist" -> LabelRequirement.Operator.DOES_NOT_EXIST;
      default ->
          throw new IllegalArgumentException(
              LabelNames.quoted(name) + " is not a valid label selector operator");
    };
  }

  private static List<String> texts(JsonNode array) {
    List<String> all = new ArrayList<>();
    array.forEach(item -> all.add(item.asString("")));
    return all;
  }
}
