package dev.understack.standins.nautobot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The rules for the objects of one collection.
 *
 * @param path of the collection, for example {@code dcim/devices}
 * @param label in permissions and references, for example {@code dcim.device}
 * @param kind in refusals, for example {@code IPAddress}
 * @param title what people call one, for example {@code IP address}
 * @param fields required ones marked true
 * @param defaults of optional fields
 * @param choices accepted values by field
 */
record Model(
    String path,
    String label,
    String kind,
    String title,
    Map<String, Boolean> fields,
    Map<String, JsonNode> defaults,
    List<Reference> references,
    Map<String, List<String>> choices,
    List<UniqueRule> unique) {

  static Model of(String path, String label, String kind) {
    return of(path, label, kind, kind);
  }

  static Model of(String path, String label, String kind, String title) {
    return new Model(path, label, kind, title, Map.of(), Map.of(), List.of(), Map.of(), List.of());
  }

  Model required(String... names) {
    Model model = this;
    for (String name : names) {
      model = model.with(name, true, JsonNodeFactory.instance.nullNode());
    }
    return model;
  }

  /** Texts that are empty when not given. */
  Model optional(String... names) {
    Model model = this;
    for (String name : names) {
      model = model.with(name, false, JsonNodeFactory.instance.stringNode(""));
    }
    return model;
  }

  /** Values that are null when not given. */
  Model nullable(String... names) {
    Model model = this;
    for (String name : names) {
      model = model.with(name, false, JsonNodeFactory.instance.nullNode());
    }
    return model;
  }

  Model flag(String name, boolean value) {
    return with(name, false, BooleanNode.valueOf(value));
  }

  Model refers(String field, String target, boolean required, Reference.OnDelete onDelete) {
    List<Reference> more = new ArrayList<>(references);
    more.add(new Reference(field, target, required, onDelete));
    return new Model(path, label, kind, title, fields, defaults, more, choices, unique);
  }

  Model oneOf(String field, String... values) {
    Map<String, List<String>> more = new LinkedHashMap<>(choices);
    more.put(field, List.of(values));
    return new Model(path, label, kind, title, fields, defaults, references, more, unique);
  }

  /** No two have the same values here; null equals nothing. */
  Model unique(String field, String message, String... names) {
    List<UniqueRule> more = new ArrayList<>(unique);
    more.add(new UniqueRule(List.of(names), field, message));
    return new Model(path, label, kind, title, fields, defaults, references, choices, more);
  }

  Model uniqueName() {
    String lower = title.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + title.substring(1);
    return unique("name", lower + " with this name already exists.", "name");
  }

  Optional<Reference> reference(String field) {
    return references.stream().filter(r -> r.field().equals(field)).findFirst();
  }

  boolean knows(String field) {
    return field.equals("id")
        || field.equals("custom_fields")
        || fields.containsKey(field)
        || choices.containsKey(field)
        || reference(field).isPresent();
  }

  private Model with(String name, boolean required, JsonNode value) {
    Map<String, Boolean> more = new LinkedHashMap<>(fields);
    more.put(name, required);
    Map<String, JsonNode> values = new LinkedHashMap<>(defaults);
    values.put(name, value);
    return new Model(path, label, kind, title, more, values, references, choices, unique);
  }
}
