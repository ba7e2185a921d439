package dev.understack.operations.openstack;

import dev.understack.operations.OperationFailedException;
import dev.understack.operations.OperationRun;
import dev.understack.operations.http.Trust;
import dev.understack.operations.json.Trees;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Finds the cloud to work on the way the OpenStack SDK does: {@code clouds.yaml} with the secrets
 * of {@code secure.yaml} laid over it, and the {@code OS_*} variables as a cloud of their own.
 */
public final class CloudsFile {
  private static final String FOLDER = "/etc/openstack/";
  private static final String FROM_VARIABLES = "envvars";
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final OperationRun run;

  public CloudsFile(OperationRun run) {
    this.run = run;
  }

  /**
   * The cloud called {@code wanted}, else the one in OS_CLOUD, else the only one there is. Throws
   * {@link OperationFailedException}.
   */
  public CloudConfig choose(Optional<String> wanted) {
    ObjectNode clouds = clouds();
    Optional<String> named = wanted.or(() -> run.variable("OS_CLOUD"));
    if (named.isEmpty()) {
      variables().ifPresent(settings -> clouds.set(FROM_VARIABLES, settings));
    }
    String name = named.orElseGet(() -> only(clouds));
    JsonNode settings = clouds.path(name);
    if (!settings.isObject()) {
      throw new OperationFailedException("Cloud " + name + " was not found.");
    }
    hideSecrets(settings);
    return new CloudConfig(name, settings, trust(settings));
  }

  private static String only(ObjectNode clouds) {
    if (clouds.has(FROM_VARIABLES)) {
      return FROM_VARIABLES;
    }
    if (clouds.size() != 1) {
      throw new OperationFailedException(
          clouds.isEmpty()
              ? "no cloud is configured: " + FOLDER + "clouds.yaml is missing or empty"
              : "several clouds are configured and none is chosen by --os-cloud or OS_CLOUD");
    }
    return clouds.properties().iterator().next().getKey();
  }

  private ObjectNode clouds() {
    Stream<String> places =
        Stream.concat(run.variable("OS_CLIENT_CONFIG_FILE").stream(), files("clouds").stream());
    ObjectNode clouds = firstOf(places.toList());
    Stream<String> securePlaces =
        Stream.concat(run.variable("OS_CLIENT_SECURE_FILE").stream(), files("secure").stream());
    overlay(clouds, firstOf(securePlaces.toList()));
    return clouds;
  }

  private static List<String> files(String name) {
    return Stream.of(".yaml", ".yml", ".json").map(end -> FOLDER + name + end).toList();
  }

  private ObjectNode firstOf(List<String> places) {
    for (String place : places) {
      Optional<String> text = run.text(place);
      if (text.isPresent()) {
        return clouds(place, text.get());
      }
    }
    return Trees.object();
  }

  private static ObjectNode clouds(String place, String text) {
    try {
      Object tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
      JsonNode clouds = MAPPER.valueToTree(tree).path("clouds");
      return clouds instanceof ObjectNode object ? object.deepCopy() : Trees.object();
    } catch (YAMLException e) {
      throw new OperationFailedException(place + " is not YAML");
    }
  }

  private static void overlay(ObjectNode base, ObjectNode over) {
    for (Map.Entry<String, JsonNode> entry : over.properties()) {
      if (base.path(entry.getKey()) instanceof ObjectNode under
          && entry.getValue() instanceof ObjectNode more) {
        overlay(under, more);
      } else {
        base.set(entry.getKey(), entry.getValue());
      }
    }
  }

  private Optional<ObjectNode> variables() {
    if (run.variable("OS_AUTH_URL").isEmpty()) {
      return Optional.empty();
    }
    ObjectNode settings = Trees.object();
    ObjectNode auth = settings.putObject("auth");
    run.context().environment().entrySet().stream()
        .filter(e -> e.getKey().startsWith("OS_") && !e.getValue().isEmpty())
        .collect(
            Collectors.toMap(
                e -> e.getKey().substring(3).toLowerCase(java.util.Locale.ROOT),
                Map.Entry::getValue))
        .forEach((name, value) -> {
          settings.put(name, value);
          auth.put(name, value);
        });
    return Optional.of(settings);
  }

  private Trust trust(JsonNode settings) {
    JsonNode verify = settings.path("verify");
    if (verify.isBoolean() && !verify.booleanValue()) {
      return Trust.ANYONE;
    }
    return Trees.text(settings, "cacert")
        .map(path ->
            new Trust(
                true,
                run.text(path)
                    .orElseThrow(() ->
                        new OperationFailedException("no certificate authorities in " + path))))
        .orElse(Trust.SYSTEM);
  }

  private void hideSecrets(JsonNode settings) {
    for (JsonNode place : List.of(settings, settings.path("auth"))) {
      Stream.of("password", "token", "application_credential_secret", "passcode")
          .flatMap(name -> Trees.text(place, name).stream())
          .forEach(run.log()::hide);
    }
  }
}
