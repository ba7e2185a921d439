package dev.understack.workflows;

import java.util.Map;

/**
 * How a workflow is submitted from a template or resubmitted.
 *
 * @param name name of the workflow; empty for a generated one
 * @param generateName prefix of a generated name; empty for that of the template
 * @param parameters values of arguments by name
 * @param entrypoint template to begin with; empty for that of the template object
 * @param serviceAccount whom leaves act as; empty for that of the template object
 * @param labels labels to add
 * @param annotations annotations to add
 */
public record SubmitOptions(
    String name,
    String generateName,
    Map<String, String> parameters,
    String entrypoint,
    String serviceAccount,
    Map<String, String> labels,
    Map<String, String> annotations) {
  /** Nothing but what the template says. */
  public static final SubmitOptions PLAIN =
      new SubmitOptions("", "", Map.of(), "", "", Map.of(), Map.of());

  public SubmitOptions {
    parameters = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(parameters));
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
  }

  /** Only values for arguments. */
  public static SubmitOptions parameters(Map<String, String> parameters) {
    return new SubmitOptions("", "", parameters, "", "", Map.of(), Map.of());
  }
}
