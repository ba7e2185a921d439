package dev.understack.sensors.parameter;

import dev.understack.language.LanguageException;
import dev.understack.language.sprig.Sprig;
import dev.understack.language.template.Template;
import dev.understack.language.value.JsonValues;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A Go template over one value, which it calls {@code .Input}. Safe for several threads. */
public final class EventTemplate {
  private static final String NO_VALUE = "<no value>";

  private final String text;
  private final Template template;

  private EventTemplate(String text, Template template) {
    this.text = text;
    this.template = template;
  }

  /** Compiles a template; throws {@link LanguageException} when it is not one. */
  public static EventTemplate compile(String text) {
    return new EventTemplate(text, Template.compile("param", text, Sprig.functions()));
  }

  /** Applies it to a tree; an empty result, or no value at all, is an error too. */
  public String apply(JsonNode input) {
    Map<String, Object> data = new java.util.HashMap<>();
    data.put("Input", JsonValues.value(input));
    String result = template.execute(data);
    if (result.isEmpty() || result.equals(NO_VALUE)) {
      throw new LanguageException("template", text, "the result is empty");
    }
    return result;
  }

  /** Applies it to a text. */
  public String apply(String input) {
    return apply(JsonNodeFactory.instance.stringNode(input));
  }
}
