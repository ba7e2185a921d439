package dev.understack.model.events;

import dev.understack.model.Fields;

/**
 * How the data of an event is changed before the filters see it. At most one is not empty: jq wins.
 *
 * @param jq a jq program whose first result is the new data
 * @param script a Lua program that returns the new data
 */
public record EventTransform(String jq, String script) {

  static EventTransform read(Fields f, UnknownFields unknown) {
    String jq = f.text("jq");
    EventTransform result = new EventTransform(jq, jq.isEmpty() ? f.text("script") : "");
    unknown.check(f, "script");
    return result;
  }
}
