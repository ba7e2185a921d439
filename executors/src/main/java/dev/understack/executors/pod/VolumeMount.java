package dev.understack.executors.pod;

import dev.understack.model.Fields;

/**
 * Where a container wants a volume.
 *
 * @param volume name of the volume
 * @param path absolute path in the container
 * @param subPath path inside the volume, empty for all of it; may hold {@code $(NAME)} when {@code
 *     expanded}
 * @param expanded whether it was written as {@code subPathExpr}
 */
public record VolumeMount(
    String volume, String path, String subPath, boolean expanded, boolean readOnly) {

  static VolumeMount read(Fields fields) {
    String expression = fields.text("subPathExpr");
    return new VolumeMount(
        fields.requiredText("name"),
        fields.requiredText("mountPath"),
        expression.isEmpty() ? fields.text("subPath") : expression,
        !expression.isEmpty(),
        fields.bool("readOnly", false));
  }
}
