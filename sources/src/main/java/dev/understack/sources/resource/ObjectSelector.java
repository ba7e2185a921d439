package dev.understack.sources.resource;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.understack.language.LanguageException;
import dev.understack.language.gjson.GjsonPath;
import dev.understack.language.gjson.GjsonResult;
import dev.understack.language.gjson.GjsonType;
import dev.understack.language.kube.LabelRequirement;
import dev.understack.language.kube.LabelSelector;
import dev.understack.model.Fields;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A condition on a label or a field of an object. */
public record ObjectSelector(String key, String operation, String value) {

  static ObjectSelector read(Fields f) {
    return new ObjectSelector(f.text("key"), f.text("operation"), f.text("value"));
  }

  /**
   * The selector of the API for conditions on labels.
   *
   * @throws dev.understack.language.LanguageException when it is not one
   */
  public static LabelSelector labels(List<ObjectSelector> selectors) {
    return new LabelSelector(selectors.stream().map(ObjectSelector::requirement).toList());
  }

  /** Whether labels satisfy all conditions. */
  public static boolean matches(List<ObjectSelector> selectors, Map<String, String> labels) {
    return labels(selectors).matches(labels);
  }

  /**
   * Whether a field satisfies this condition: a regular expression that matches somewhere in a
   * text. Fields of other types count as empty text, and a missing one satisfies nothing.
   */
  boolean matchesField(JsonNode object) {
    GjsonResult found = GjsonPath.compile(key).get(object);
    if (!found.exists()) {
      return false;
    }
    String text = found.type() == GjsonType.STRING ? found.string() : "";
    boolean matches;
    try {
      matches = Pattern.compile(value).matcher(text).find();
    } catch (PatternSyntaxException e) {
      return false;
    }
    return switch (operation) {
      case "=", "==" -> matches;
      case "!=" -> !matches;
      default -> false;
    };
  }

  private LabelRequirement requirement() {
    LabelRequirement.Operator operator = operator();
    List<String> values =
        switch (operator) {
          case EXISTS, DOES_NOT_EXIST -> value.isEmpty() ? List.of() : List.of(value);
          case IN, NOT_IN -> List.of(value.split(",", -1));
          case EQUALS, DOUBLE_EQUALS, NOT_EQUALS, GREATER_THAN, LESS_THAN -> List.of(value);
        };
    try {
      return LabelRequirement.of(key, operator, values);
    } catch (IllegalArgumentException e) {
      throw refused(String.valueOf(e.getMessage()));
    }
  }

  private LabelRequirement.Operator operator() {
    String text = operation.isEmpty() ? LabelRequirement.Operator.EQUALS.text() : operation;
    return Arrays.stream(LabelRequirement.Operator.values())
        .filter(operator -> operator.text().equals(text))
        .findFirst()
        .orElseThrow(() ->
            refused(
                "operation: \"" + operation + "\" is not one of = == != in notin exists ! gt lt"));
  }

  private LanguageException refused(String why) {
    return new LanguageException("label selector", key + " " + operation + " " + value, why);
  }
}
