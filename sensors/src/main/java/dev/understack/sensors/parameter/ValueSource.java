package dev.understack.sensors.parameter;

import dev.understack.language.LanguageException;
import dev.understack.language.gjson.GjsonPath;
import dev.understack.language.gjson.GjsonResult;
import dev.understack.model.Json;
import dev.understack.model.events.TriggerParameter.Source;
import dev.understack.sensors.event.SensorEvent;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A compiled parameter source: where in the events a value comes from.
 *
 * <p>A template goes before a key, the pair for the data hides the pair for the context, and the
 * default comes last. A template that fails is as good as none, so its fault shows only when there
 * is no other way to a value. Safe for several threads.
 */
public final class ValueSource {
  private final Source source;
  private final @Nullable EventTemplate template;
  private final String templateFault;
  private final @Nullable GjsonPath key;
  private final boolean ofData;

  private ValueSource(
      Source source,
      @Nullable EventTemplate template,
      String templateFault,
      @Nullable GjsonPath key,
      boolean ofData) {
    this.source = source;
    this.template = template;
    this.templateFault = templateFault;
    this.key = key;
    this.ofData = ofData;
  }

  /** Compiles a source; a template that does not parse is kept as a fault. */
  public static ValueSource compile(Source source) {
    boolean ofData = !source.dataKey().isEmpty() || !source.dataTemplate().isEmpty();
    String templateText = ofData ? source.dataTemplate() : source.contextTemplate();
    String keyText = ofData ? source.dataKey() : source.contextKey();
    EventTemplate template = null;
    String fault = "";
    try {
      template = templateText.isEmpty() ? null : EventTemplate.compile(templateText);
    } catch (LanguageException e) {
      fault = "template: " + e.getMessage();
    }
    GjsonPath key = keyText.isEmpty() ? null : GjsonPath.compile(keyText);
    return new ValueSource(source, template, fault, key, ofData);
  }

  /** Why its template does not parse; empty when it does. */
  public String templateFault() {
    return templateFault;
  }

  /**
   * The value for these events, by dependency name; empty when the dependency has no event and
   * there is no default.
   *
   * @throws ParameterException when the event has no such value
   */
  public Optional<ParameterValue> resolve(Map<String, SensorEvent> events) {
    SensorEvent event = events.get(source.dependencyName());
    Optional<ParameterValue> absent = source.value().map(ParameterValue::text);
    if (event == null) {
      return absent;
    }
    if (template == null && key == null && templateFault.isEmpty()) {
      return Optional.of(absent.orElseGet(() -> ParameterValue.text(event.json())));
    }
    String trouble = templateFault;
    String document = ofData ? event.document().orElse("") : event.context().json();
    if (!document.isEmpty()) {
      if (template != null) {
        try {
          return Optional.of(ParameterValue.text(template.apply(Json.read(document))));
        } catch (LanguageException e) {
          trouble = "template: " + e.getMessage();
        }
      }
      if (key != null) {
        GjsonResult found = key.get(document);
        if (found.exists()) {
          return Optional.of(ParameterValue.of(found));
        }
        trouble = key.text() + " key does not exist in event " + event.context().id();
      }
    } else {
      trouble = "the data of event " + event.context().id() + " is not JSON";
    }
    if (absent.isPresent()) {
      return absent;
    }
    throw new ParameterException(
        "unable to resolve '" + source.dependencyName() + "' parameter value: " + trouble);
  }
}
