package dev.understack.model.events;

import dev.understack.model.Fields;

/** The {@code template} of an EventSource or Sensor: settings of its pod on a cluster. */
final class PodTemplate {
  private PodTemplate() {}

  /** The account that the object acts as: {@code default} when it names none. */
  static String serviceAccountName(Fields spec, UnknownFields unknown) {
    Fields template = spec.objectOrEmpty("template");
    String name = template.text("serviceAccountName");
    unknown.check(
        template,
        "metadata",
        "container",
        "volumes",
        "securityContext",
        "nodeSelector",
        "tolerations",
        "imagePullSecrets",
        "priorityClassName",
        "priority",
        "affinity");
    return name.isEmpty() ? "default" : name;
  }
}
