package dev.understack.standins.nautobot;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What may stand in the fields of a row. */
final class Values {
  private static final String REQUIRED = "This field is required.";

  private final Tables tables;
  private final References references;

  Values(Tables tables, References references) {
    this.tables = tables;
    this.references = references;
  }

  /** Takes over what a request gives; fields that the model does not know are ignored. */
  void assign(Model model, ObjectNode row, JsonNode body, FieldErrors errors) {
    for (Map.Entry<String, JsonNode> entry : body.properties()) {
      String field = entry.getKey();
      JsonNode value = entry.getValue();
      if (field.equals("id") || !model.knows(field)) {
        continue;
      }
      if (field.equals("custom_fields")) {
        customFields(model, row, value);
      } else if (value.isNull() && isMandatory(model, field)) {
        errors.add(field, "This field may not be null.");
      } else if (model.reference(field).isPresent() && !value.isNull()) {
        references
            .resolve(model, model.reference(field).get(), value, errors)
            .ifPresent(id -> row.put(field, id));
      } else {
        row.set(field, checked(model, field, value, errors));
      }
    }
  }

  private static boolean isMandatory(Model model, String field) {
    return Boolean.TRUE.equals(model.fields().get(field))
        || model.reference(field).filter(Reference::required).isPresent();
  }

  private void customFields(Model model, ObjectNode row, JsonNode given) {
    for (Map.Entry<String, JsonNode> each : given.properties()) {
      boolean known =
          tables
              .first(
                  tables.need(Models.CUSTOM_FIELDS),
                  field -> field.path("key").asString("").equals(each.getKey()))
              .filter(field -> isFor(field, model))
              .isPresent();
      if (known) {
        row.withObject("custom_fields").set(each.getKey(), each.getValue());
      }
    }
  }

  private static boolean isFor(JsonNode field, Model model) {
    return field
        .path("content_types")
        .valueStream()
        .anyMatch(kind -> kind.asString().equals(model.label()));
  }

  private static JsonNode checked(Model model, String field, JsonNode value, FieldErrors errors) {
    if (!value.isString()) {
      return value;
    }
    String text = value.asString();
    if (text.isEmpty() && Boolean.TRUE.equals(model.fields().get(field))) {
      errors.add(field, "This field may not be blank.");
    }
    List<String> accepted = model.choices().get(field);
    if (accepted != null && text.isEmpty()) {
      return JsonNodeFactory.instance.nullNode();
    }
    if (accepted != null && !accepted.contains(text)) {
      errors.add(field, text + " is not a valid choice.");
    }
    if (text.length() > Formats.LONGEST_TEXT && !List.of("comments", "note").contains(field)) {
      errors.add(
          field, "Ensure this field has no more than " + Formats.LONGEST_TEXT + " characters.");
    }
    if (field.equals("mac_address") && !text.isEmpty()) {
      Optional<String> mac = Formats.mac(text);
      if (mac.isEmpty()) {
        errors.add(field, "Invalid MAC address format: " + text);
      }
      return JsonNodeFactory.instance.stringNode(mac.orElse(text));
    }
    return value;
  }

  /** Puts defaults in place and misses what has none. */
  void complete(Model model, ObjectNode row, FieldErrors errors) {
    model
        .fields()
        .forEach((field, required) -> {
          if (required && !row.has(field) && !errors.has(field)) {
            errors.add(field, REQUIRED);
          }
          row.putIfAbsent(field, model.defaults().get(field));
        });
    model
        .choices()
        .keySet()
        .forEach(field -> row.putIfAbsent(field, JsonNodeFactory.instance.nullNode()));
    for (Reference reference : model.references()) {
      if (reference.required() && !row.has(reference.field()) && !errors.has(reference.field())) {
        errors.add(reference.field(), REQUIRED);
      }
      row.putIfAbsent(reference.field(), JsonNodeFactory.instance.nullNode());
    }
    if (model.path().equals(Models.INTERFACES)
        && row.path("type").isNull()
        && !errors.has("type")) {
      errors.add("type", REQUIRED);
    }
    if (model.path().equals(Models.INTERFACES) && row.path("device").isNull()) {
      errors.raise();
      errors.add("__all__", "Either device or module must be set");
    }
    if (model.path().equals(Models.IP_TO_INTERFACE) && row.path("interface").isNull()) {
      if (!errors.has("interface")) {
        errors.add("interface", "Must associate to either an Interface or a VMInterface.");
      }
    }
  }

  void checkUnique(Model model, ObjectNode row, FieldErrors errors) {
    List<ObjectNode> others =
        tables.all(model).stream()
            .filter(other -> !other.path("id").equals(row.path("id")))
            .toList();
    for (UniqueRule rule : model.unique()) {
      if (others.stream().anyMatch(other -> rule.broken(row, other))) {
        errors.add(rule.field(), rule.message());
      }
    }
    if (model.path().equals(Models.DEVICES) && row.path("tenant").isNull()) {
      UniqueRule nameless = new UniqueRule(List.of("location", "name"), "name", "");
      if (others.stream()
          .filter(other -> other.path("tenant").isNull())
          .anyMatch(other -> nameless.broken(row, other))) {
        errors.add("name", "A device with this name already exists.");
      }
    }
  }
}
