package dev.understack.standins.nautobot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rules for the objects of one collection.
 *
 * @param path of the collection, for example {@code dcim/devices}
 * @param label in permissions and references, for example {@code dcim.device}
 * @param fields required ones marked true
 * @param choices accepted values by field
 * @param unique groups of fields that no two objects may share
 */
record Model(
    String path,
    String label,
    Map<String, Boolean> fields,
    List<Reference> references,
    Map<String, List<String>> choices,
    List<List<String>> unique) {

  static Model of(String path, String label) {
    return new Model(path, label, Map.of(), List.of(), Map.of(), List.of());
  }

  Model required(String... names) {
    return with(names, true);
  }

  Model optional(String... names) {
    return with(names, false);
  }

  Model refers(String field, String target, boolean required, Reference.OnDelete onDelete) {
    List<Reference> more = new ArrayList<>(references);
    more.add(new Reference(field, target, required, onDelete));
    return new Model(path, label, fields, more, choices, unique);
  }

  Model oneOf(String field, String... values) {
    Map<String, List<String>> more = new LinkedHashMap<>(choices);
    more.put(field, List.of(values));
    return new Model(path, label, fields, references, more, unique);
  }

  Model unique(String... names) {
    List<List<String>> more = new ArrayList<>(unique);
    more.add(List.of(names));
    return new Model(path, label, fields, references, choices, more);
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

  String name() {
    return label.substring(label.indexOf('.') + 1);
  }

  private Model with(String[] names, boolean required) {
    Map<String, Boolean> more = new LinkedHashMap<>(fields);
    for (String name : names) {
      more.put(name, required);
    }
    return new Model(path, label, more, references, choices, unique);
  }
}
