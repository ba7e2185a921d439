package dev.understack.model.events;

import dev.understack.model.Fields;

/** Attributes that an event must have; an empty one is not looked at. */
public record ContextFilter(String type, String subject, String source, String dataContentType) {

  static ContextFilter read(Fields f, UnknownFields unknown) {
    ContextFilter result =
        new ContextFilter(
            f.text("type"), f.text("subject"), f.text("source"), f.text("datacontenttype"));
    if (result.equals(new ContextFilter("", "", "", ""))) {
      f.fault("", "no fields specified in ctx filter (aka all events will be discarded)");
    }
    unknown.check(f, "id", "specversion", "time");
    return result;
  }
}
