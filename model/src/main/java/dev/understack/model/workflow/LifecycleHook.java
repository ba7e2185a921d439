package dev.understack.model.workflow;

import dev.understack.model.Fields;
import tools.jackson.databind.node.ObjectNode;

/**
 * A template that runs when something happens to its owner.
 *
 * @param tree the hook as written
 * @param target what runs
 * @param arguments with what
 * @param expression when: an expr expression; may be empty for the exit hook
 */
public record LifecycleHook(
    ObjectNode tree, TemplateTarget target, Arguments arguments, String expression) {
  /** The key of the hook that runs when its owner has ended. */
  public static final String EXIT = "exit";

  /** Reads a hook. */
  public static LifecycleHook read(Fields fields) {
    LifecycleHook hook =
        new LifecycleHook(
            fields.tree(),
            TemplateTarget.read(fields.known("template", "templateRef")),
            Arguments.in(fields, "arguments"),
            fields.text("expression"));
    fields.rejectUnknown();
    return hook;
  }
}
