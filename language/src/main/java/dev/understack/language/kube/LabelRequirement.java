package dev.understack.language.kube;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;

/**
 * One term of a label selector: a label, an operator and the values it is compared with.
 *
 * @param values sorted, without doubles; what an operator needs is checked by {@link #of}
 */
public record LabelRequirement(String key, Operator operator, List<String> values) {
  /** How a label is compared; the names are those of Kubernetes' selector text. */
  public enum Operator {
    IN("in"),
    NOT_IN("notin"),
    EQUALS("="),
    DOUBLE_EQUALS("=="),
    NOT_EQUALS("!="),
    EXISTS("exists"),
    DOES_NOT_EXIST("!"),
    GREATER_THAN("gt"),
    LESS_THAN("lt");

    private final String text;

    Operator(String text) {
      this.text = text;
    }

    /** The text that Kubernetes uses for it inside programs, for example {@code gt}. */
    public String text() {
      return text;
    }
  }

  public LabelRequirement {
    values = List.copyOf(values);
  }

  /**
   * Makes a checked requirement.
   *
   * @throws IllegalArgumentException with Kubernetes' text when the key, the number of values or a
   *     value does not fit
   */
  public static LabelRequirement of(String key, Operator operator, Collection<String> values) {
    LabelNames.checkKey("key", key);
    List<String> sorted = List.copyOf(new TreeSet<>(values));
    String wrong = wrongValues(operator, sorted);
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(
          "values: Invalid value: " + LabelNames.json(sorted) + ": " + wrong);
    }
    for (int i = 0; i < sorted.size(); i++) {
      if (ordering(operator) && integer(sorted.get(i)).isEmpty()) {
        throw new IllegalArgumentException(
            "values["
                + i
                + "]: Invalid value: "
                + LabelNames.quoted(sorted.get(i))
                + ": for 'Gt', 'Lt' operators, the value must be an integer");
      }
      LabelNames.checkValue("values[" + i + "][" + key + "]", sorted.get(i));
    }
    return new LabelRequirement(key, operator, sorted);
  }

  /** Whether the labels satisfy this term. */
  public boolean matches(Map<String, String> labels) {
    String found = labels.get(key);
    return switch (operator) {
      case IN, EQUALS, DOUBLE_EQUALS -> found != null && values.contains(found);
      case NOT_IN, NOT_EQUALS -> found == null || !values.contains(found);
      case EXISTS -> found != null;
      case DOES_NOT_EXIST -> found == null;
      case GREATER_THAN -> found != null && compare(found) > 0;
      case LESS_THAN -> found != null && compare(found) < 0;
    };
  }

  /** The selector text of this term. */
  @Override
  public String toString() {
    String list = String.join(",", values);
    return switch (operator) {
      case EXISTS -> key;
      case DOES_NOT_EXIST -> "!" + key;
      case IN -> key + " in (" + list + ")";
      case NOT_IN -> key + " notin (" + list + ")";
      case EQUALS -> key + "=" + list;
      case DOUBLE_EQUALS -> key + "==" + list;
      case NOT_EQUALS -> key + "!=" + list;
      case GREATER_THAN -> key + ">" + list;
      case LESS_THAN -> key + "<" + list;
    };
  }

  private int compare(String found) {
    OptionalLong left = integer(found);
    OptionalLong right = integer(values.getFirst());
    return left.isPresent() && right.isPresent()
        ? Long.compare(left.getAsLong(), right.getAsLong())
        : 0;
  }

  private static boolean ordering(Operator operator) {
    return operator == Operator.GREATER_THAN || operator == Operator.LESS_THAN;
  }

  private static String wrongValues(Operator operator, List<String> values) {
    return switch (operator) {
      case IN, NOT_IN ->
          values.isEmpty() ? "for 'in', 'notin' operators, values set can't be empty" : "";
      case EQUALS, DOUBLE_EQUALS, NOT_EQUALS ->
          values.size() == 1 ? "" : "exact-match compatibility requires one single value";
      case EXISTS, DOES_NOT_EXIST ->
          values.isEmpty() ? "" : "values set must be empty for exists and does not exist";
      case GREATER_THAN, LESS_THAN ->
          values.size() == 1 ? "" : "for 'Gt', 'Lt' operators, exactly one value is required";
    };
  }

  private static OptionalLong integer(String text) {
    try {
      return OptionalLong.of(Long.parseLong(text));
    } catch (NumberFormatException notInteger) {
      return OptionalLong.empty();
    }
  }
}
