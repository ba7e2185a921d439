package dev.understack.model.workflow;

import dev.understack.model.Fields;

/**
 * A key of a ConfigMap in the namespace of the workflow.
 *
 * @param name the ConfigMap
 * @param key the key in its data
 * @param optional whether it may be missing
 */
public record ConfigMapKey(String name, String key, boolean optional) {

  static ConfigMapKey read(Fields fields) {
    ConfigMapKey key =
        new ConfigMapKey(
            fields.text("name"), fields.requiredText("key"), fields.bool("optional", false));
    fields.rejectUnknown();
    return key;
  }
}
