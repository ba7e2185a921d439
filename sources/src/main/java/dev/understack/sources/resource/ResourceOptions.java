package dev.understack.sources.resource;

import dev.understack.model.Fields;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of a resource event.
 *
 * @param namespace empty for all
 * @param eventTypes ADD, UPDATE and DELETE
 */
record ResourceOptions(
    String group,
    String version,
    String resource,
    String namespace,
    List<String> eventTypes,
    Filter filter,
    Map<String, String> metadata) {

  ResourceOptions {
    eventTypes = List.copyOf(eventTypes);
  }

  /**
   * Which objects count.
   *
   * @param prefix of the name
   * @param createdBy the latest time of creation
   * @param afterStart only changes after the source has started
   */
  record Filter(
      String prefix,
      List<ObjectSelector> labels,
      List<ObjectSelector> fields,
      Optional<Instant> createdBy,
      boolean afterStart) {
    Filter {
      labels = List.copyOf(labels);
      fields = List.copyOf(fields);
    }
  }

  static ResourceOptions read(Fields f) {
    Fields filter = f.objectOrEmpty("filter");
    return new ResourceOptions(
        f.text("group"),
        f.text("version"),
        f.text("resource"),
        f.text("namespace"),
        f.texts("eventTypes"),
        new Filter(
            filter.text("prefix"),
            filter.list("labels", ObjectSelector::read),
            filter.list("fields", ObjectSelector::read),
            createdBy(filter),
            filter.bool("afterStart", false)),
        f.textMap("metadata"));
  }

  private static Optional<Instant> createdBy(Fields filter) {
    String text = filter.text("createdBy");
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
    } catch (DateTimeParseException e) {
      filter.fault("createdBy", "expected a time such as 2024-01-02T03:04:05Z");
      return Optional.empty();
    }
  }
}
