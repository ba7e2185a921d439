package dev.understack.model.workflow;

import dev.understack.model.Fields;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which template a step, task, hook or entrypoint calls. Precedence: inline, then {@code
 * templateRef}, then the name.
 *
 * @param template name in the object where the call is written; may be empty
 * @param ref template of another object; null when not given
 * @param inline a template written in place; null when not given
 */
public record TemplateTarget(String template, @Nullable Ref ref, @Nullable ObjectNode inline) {

  /** The template of this name in the same object. */
  public static TemplateTarget named(String template) {
    return new TemplateTarget(template, null, null);
  }

  static TemplateTarget read(Fields fields) {
    return new TemplateTarget(
        fields.text("template"),
        fields.read("templateRef", Ref::read),
        fields.object("inline").map(Fields::tree).orElse(null));
  }

  /** Whether no template is named at all. */
  public boolean isEmpty() {
    return template.isEmpty() && ref == null && inline == null;
  }

  /**
   * A template of a WorkflowTemplate or ClusterWorkflowTemplate.
   *
   * @param name the object
   * @param template the template in it
   * @param clusterScope whether the object is a ClusterWorkflowTemplate
   */
  public record Ref(String name, String template, boolean clusterScope) {

    static Ref read(Fields fields) {
      Ref ref =
          new Ref(fields.text("name"), fields.text("template"), fields.bool("clusterScope", false));
      fields.known("runtimeResolution").rejectUnknown();
      return ref;
    }
  }
}
