package dev.understack.sources.resource;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.understack.language.gjson.GjsonPath;
import dev.understack.language.gjson.GjsonResult;
import dev.understack.language.gjson.GjsonType;
import dev.understack.language.kube.LabelSelector;
import dev.understack.model.Fields;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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
    return LabelSelector.parse(
        selectors.stream().map(ObjectSelector::labelText).collect(Collectors.joining(",")));
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

  /** In the text form of the API. */
  private String labelText() {
    return switch (operation) {
      case "", "=", "==" -> key + "=" + value;
      case "!=" -> key + "!=" + value;
      case "in", "notin" -> key + " " + operation + " (" + value + ")";
      case "exists" -> key;
      case "!" -> "!" + key;
      case "gt" -> key + ">" + value;
      case "lt" -> key + "<" + value;
      default -> key + " " + operation + " " + value;
    };
  }
}
