package dev.understack.executors.pod;

import dev.understack.model.Fields;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One container of a pod as its manifest describes it.
 *
 * @param source text of a script template; empty when it is none
 * @param resources {@code limits.memory}, {@code requests.cpu} and so on, in units of one
 * @param user numeric user id from the security context
 */
public record ContainerSpec(
    String name,
    String image,
    List<String> command,
    List<String> args,
    String source,
    String workingDir,
    List<EnvVar> env,
    List<EnvFrom> envFrom,
    List<VolumeMount> mounts,
    Map<String, BigDecimal> resources,
    OptionalInt user,
    OptionalInt group) {

  public ContainerSpec {
    command = List.copyOf(command);
    args = List.copyOf(args);
    env = List.copyOf(env);
    envFrom = List.copyOf(envFrom);
    mounts = List.copyOf(mounts);
    resources = Map.copyOf(resources);
  }

  static ContainerSpec read(Fields fields, String name) {
    Fields security = fields.objectOrEmpty("securityContext");
    return new ContainerSpec(
        name,
        fields.text("image"),
        fields.texts("command"),
        fields.texts("args"),
        fields.text("source"),
        fields.text("workingDir"),
        fields.list("env", EnvVar::read),
        fields.list("envFrom", EnvFrom::read).stream().flatMap(Optional::stream).toList(),
        fields.list("volumeMounts", VolumeMount::read),
        resources(fields.objectOrEmpty("resources")),
        id(security, "runAsUser"),
        id(security, "runAsGroup"));
  }

  /** The same container with mounts added. */
  ContainerSpec withMounts(List<VolumeMount> more) {
    List<VolumeMount> all =
        java.util.stream.Stream.concat(mounts.stream(), more.stream()).distinct().toList();
    return new ContainerSpec(
        name, image, command, args, source, workingDir, env, envFrom, all, resources, user, group);
  }

  private static OptionalInt id(Fields security, String field) {
    return security.has(field)
        ? OptionalInt.of((int) security.integer(field, 0))
        : OptionalInt.empty();
  }

  private static Map<String, BigDecimal> resources(Fields fields) {
    Map<String, BigDecimal> found = new LinkedHashMap<>();
    for (String group : List.of("limits", "requests")) {
      Fields amounts = fields.objectOrEmpty(group);
      for (String resource : amounts.names()) {
        String text = amounts.anyText(resource).orElse("0");
        Quantity.parse(text)
            .ifPresentOrElse(
                value -> found.put(group + "." + resource, value),
                () -> amounts.fault(resource, "expected a quantity, found \"" + text + "\""));
      }
    }
    return found;
  }
}
