package dev.understack.model.workflow;

import dev.understack.model.Faults;
import dev.understack.model.Fields;
import dev.understack.model.KubeObject;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Parameters and artifacts: the arguments of a workflow or a call, or the inputs or outputs of a
 * template.
 */
public record Arguments(List<Parameter> parameters, List<Artifact> artifacts) {
  public static final Arguments NONE = new Arguments(List.of(), List.of());

  public Arguments {
    parameters = List.copyOf(parameters);
    artifacts = List.copyOf(artifacts);
  }

  /** Reads the arguments in a field; none when it is absent. */
  static Arguments in(Fields holder, String name) {
    Arguments read = holder.read(name, Arguments::read);
    return read == null ? NONE : read;
  }

  /** Reads arguments whose faults were reported before. */
  public static Arguments of(ObjectNode tree) {
    return read(new Fields(tree, "", Faults.of(KubeObject.of(tree))));
  }

  static Arguments read(Fields fields) {
    Arguments arguments =
        new Arguments(
            fields.list("parameters", Parameter::read), fields.list("artifacts", Artifact::read));
    fields.known("result", "exitCode").rejectUnknown();
    return arguments;
  }

  public boolean isEmpty() {
    return parameters.isEmpty() && artifacts.isEmpty();
  }
}
