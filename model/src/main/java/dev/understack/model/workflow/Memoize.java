package dev.understack.model.workflow;

import dev.understack.model.Fields;

/**
 * Reuse of outputs by key.
 *
 * @param key what the outputs depend on
 * @param maxAge Go duration after which an entry no longer counts; empty for never
 * @param cache name of the ConfigMap that holds the entries
 */
public record Memoize(String key, String maxAge, String cache) {

  static Memoize read(Fields fields) {
    Fields cache = fields.objectOrEmpty("cache");
    Memoize memoize =
        new Memoize(
            fields.text("key"),
            fields.text("maxAge"),
            cache.objectOrEmpty("configMap").text("name"));
    fields.rejectUnknown();
    return memoize;
  }
}
