package dev.understack.workflows.core;

import org.jspecify.annotations.Nullable;

/**
 * Where a template is called from.
 *
 * @param frame the enclosing steps or DAG node; null for the entrypoint and the exit handler
 * @param templates where the template name is looked up
 * @param caller name of the step or task; empty for the entrypoint
 * @param exiting whether this is part of an exit handler, which survives a stop
 * @param hooked whether it is a hook or exit handler
 * @param depth how many templates enclose it
 * @param wantsResult whether the result of a leaf is kept
 * @param container the node whose progress includes this one's
 */
record CallContext(
    @Nullable Frame frame,
    TemplateScope templates,
    String caller,
    boolean exiting,
    boolean hooked,
    int depth,
    boolean wantsResult,
    @Nullable Node container) {

  /** How variables of the caller begin; empty without a frame. */
  String prefix() {
    return frame == null ? "" : frame.prefix();
  }
}
