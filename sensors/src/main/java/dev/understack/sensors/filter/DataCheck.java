package dev.understack.sensors.filter;

import dev.understack.language.GoFloats;
import dev.understack.language.LanguageException;
import dev.understack.language.gjson.GjsonPath;
import dev.understack.language.gjson.GjsonResult;
import dev.understack.language.gjson.GjsonType;
import dev.understack.model.events.Comparator;
import dev.understack.model.events.DataFilter;
import dev.understack.sensors.event.SensorEvent;
import dev.understack.sensors.parameter.EventTemplate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One data filter: passes as soon as one of the listed values compares well. Safe for several
 * threads.
 */
final class DataCheck {
  private static final Set<String> TRUE = Set.of("1", "t", "T", "TRUE", "true", "True");
  private static final Set<String> FALSE = Set.of("0", "f", "F", "FALSE", "false", "False");

  private final DataFilter filter;
  private final GjsonPath path;
  private final Shown shown;
  private final List<TextPattern> patterns;
  private final @Nullable EventTemplate template;
  private final String templateFault;
  private final String label;

  DataCheck(DataFilter filter) {
    this.filter = filter;
    this.path = GjsonPath.compile(filter.path());
    this.shown = Shown.at(filter.path());
    this.patterns = filter.values().stream().map(TextPattern::compile).toList();
    this.label =
        "data "
            + filter.path()
            + " "
            + filter.comparator().text()
            + " "
            + String.join(" | ", filter.values());
    EventTemplate compiled = null;
    String fault = "";
    try {
      compiled = filter.template().isEmpty() ? null : EventTemplate.compile(filter.template());
    } catch (LanguageException e) {
      fault = "template: " + e.getMessage();
    }
    this.template = compiled;
    this.templateFault = fault;
  }

  FilterCheck check(SensorEvent event) {
    GjsonResult value = event.get(path);
    if (!value.exists()) {
      return FilterCheck.failed(label, "path '" + filter.path() + "' does not exist");
    }
    if (filter.values().isEmpty()) {
      return FilterCheck.failed(label, "no values are listed");
    }
    if (!templateFault.isEmpty()) {
      return FilterCheck.failed(label, templateFault);
    }
    String text = value.string();
    if (template != null) {
      try {
        text = template.apply(text);
      } catch (LanguageException e) {
        return FilterCheck.failed(label, "template: " + e.getMessage());
      }
    }
    String kept = shown.value(text);
    return switch (filter.type()) {
      case "string" -> text(text, kept);
      case "number" -> number(template == null ? value.number() : GoFloats.parseOrZero(text), kept);
      case "bool" -> bool(template == null ? truth(value) : truth(text), kept);
      default -> FilterCheck.failed(label, "unsupported JSON type '" + filter.type() + "'");
    };
  }

  /** The patterns when this is a plain comparison of text that can be looked up. */
  Optional<Lookup> lookup() {
    boolean equality =
        filter.type().equals("string")
            && filter.comparator() == Comparator.EQUAL
            && filter.template().isEmpty()
            && patterns.stream().allMatch(p -> p.fault().isEmpty());
    return equality ? Optional.of(new Lookup(path, patterns, label)) : Optional.empty();
  }

  /** A comparison that depends on the text at a path alone. */
  record Lookup(GjsonPath path, List<TextPattern> patterns, String label) {
    Lookup {
      patterns = List.copyOf(patterns);
    }
  }

  private FilterCheck text(String value, String kept) {
    for (TextPattern pattern : patterns) {
      if (!pattern.fault().isEmpty()) {
        return FilterCheck.failed(label, pattern.fault());
      }
      boolean matches = pattern.matches(value);
      boolean passed =
          switch (filter.comparator()) {
            case EQUAL -> matches;
            case NOT_EQUAL -> !matches;
            case GREATER, GREATER_OR_EQUAL, LESS, LESS_OR_EQUAL -> false;
          };
      if (passed) {
        return FilterCheck.of(label, kept, true);
      }
    }
    return FilterCheck.of(label, kept, false);
  }

  private FilterCheck number(double value, String kept) {
    for (String text : filter.values()) {
      OptionalDouble listed = GoFloats.parse(text);
      if (listed.isEmpty()) {
        return FilterCheck.failed(label, "\"" + text + "\" is not a number");
      }
      if (compare(value, listed.getAsDouble())) {
        return FilterCheck.of(label, kept, true);
      }
    }
    return FilterCheck.of(label, kept, false);
  }

  private boolean compare(double value, double listed) {
    return switch (filter.comparator()) {
      case EQUAL -> value == listed;
      case NOT_EQUAL -> value != listed;
      case GREATER -> value > listed;
      case GREATER_OR_EQUAL -> value >= listed;
      case LESS -> value < listed;
      case LESS_OR_EQUAL -> value <= listed;
    };
  }

  private FilterCheck bool(boolean value, String kept) {
    for (String text : filter.values()) {
      if (!TRUE.contains(text) && !FALSE.contains(text)) {
        return FilterCheck.failed(label, "\"" + text + "\" is not true or false");
      }
      if (TRUE.contains(text) == value) {
        return FilterCheck.of(label, kept, true);
      }
    }
    return FilterCheck.of(label, kept, false);
  }

  private static boolean truth(GjsonResult value) {
    return value.type() == GjsonType.STRING ? truth(value.string()) : value.bool();
  }

  private static boolean truth(String text) {
    return TRUE.contains(text) || TRUE.contains(text.toLowerCase(Locale.ROOT));
  }
}
