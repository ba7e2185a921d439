package dev.understack.cli.command;

import dev.understack.cli.api.ApiClient;
import dev.understack.cli.api.CommandFailedException;
import dev.understack.cli.api.ResourcePath;
import dev.understack.model.Json;
import dev.understack.model.KubeObject;
import dev.understack.model.Manifest;
import dev.understack.model.ResourceType;
import dev.understack.model.ResourceTypes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code submit}: starts a workflow from a template or a manifest, as {@code argo submit} does. */
@Command(name = "submit", description = "Start a workflow.")
final class SubmitCommand implements Callable<Integer> {
  @Mixin Connection connection = new Connection();
  @Mixin OutputFormat output = new OutputFormat();

  @Parameters(arity = "0..*", paramLabel = "FILE", description = "Workflow manifests.")
  List<String> files = List.of();

  @Option(
      names = "--from",
      paramLabel = "KIND/NAME",
      description = "workflowtemplate/NAME, clusterworkflowtemplate/NAME or cronworkflow/NAME.")
  String from = "";

  @Option(
      names = {"-p", "--parameter"},
      paramLabel = "NAME=VALUE",
      description = "An argument.")
  Map<String, String> parameters = new LinkedHashMap<>();

  @Option(names = "--name", description = "Name of the workflow.")
  String name = "";

  @Option(names = "--generate-name", description = "Start of a generated name.")
  String generateName = "";

  @Option(names = "--entrypoint", description = "Template to start with.")
  String entrypoint = "";

  @Option(names = "--serviceaccount", description = "Whom its steps act as.")
  String serviceAccount = "";

  @Option(
      names = {"-w", "--wait"},
      description = "Wait until it has ended.")
  boolean wait;

  @Override
  public Integer call() {
    ApiClient client = connection.open();
    String namespace = connection.namespace(client);
    if (from.isEmpty() == files.isEmpty()) {
      throw new CommandFailedException("name either manifests or --from KIND/NAME", 2);
    }
    int exit = 0;
    if (!from.isEmpty()) {
      exit = start(client, namespace, fromTemplate(client, namespace));
    } else {
      ManifestOptions manifests = new ManifestOptions();
      manifests.files = files;
      for (Manifest manifest : manifests.read()) {
        exit = Math.max(exit, start(client, namespace, manifest.object()));
      }
    }
    return exit;
  }

  private KubeObject fromTemplate(ApiClient client, String namespace) {
    String[] parts = from.split("/", 2);
    if (parts.length != 2) {
      throw new CommandFailedException("--from expects KIND/NAME, found " + from, 2);
    }
    ResourceType type = ResourcePath.kind(parts[0]);
    ObjectNode workflow = JsonNodeFactory.instance.objectNode();
    workflow.put("apiVersion", "argoproj.io/v1alpha1").put("kind", "Workflow");
    workflow.putObject("metadata").put("generateName", parts[1] + "-");
    if (type.equals(ResourceTypes.CRON_WORKFLOW)) {
      workflow.set(
          "spec",
          client
              .get(ResourcePath.of(type, namespace, parts[1]), Map.of())
              .path("spec")
              .path("workflowSpec"));
    } else if (type.equals(ResourceTypes.WORKFLOW_TEMPLATE)
        || type.equals(ResourceTypes.CLUSTER_WORKFLOW_TEMPLATE)) {
      ObjectNode reference = workflow.putObject("spec").putObject("workflowTemplateRef");
      reference.put("name", parts[1]);
      if (!type.namespaced()) {
        reference.put("clusterScope", true);
      }
    } else {
      throw new CommandFailedException(
          "a workflow cannot start from a " + type.kind().toLowerCase(Locale.ROOT), 2);
    }
    return KubeObject.of(workflow);
  }

  private int start(ApiClient client, String namespace, KubeObject workflow) {
    KubeObject submitted = workflow.with(this::override);
    String into = workflow.namespace().isEmpty() ? namespace : workflow.namespace();
    KubeObject created =
        KubeObject.of(
            (ObjectNode)
                client.send(
                    "POST",
                    ResourcePath.of(ResourceTypes.WORKFLOW, into),
                    Map.of("fieldValidation", "Strict"),
                    "application/json",
                    Json.write(submitted.tree())));
    if (output.format == OutputFormat.Format.NAME) {
      System.out.println(created.name());
    } else if (output.forPeople()) {
      System.out.println("workflow " + into + "/" + created.name() + " created");
    } else {
      output.print(System.out, created.tree());
    }
    return wait ? new WorkflowEnd(client, into, created.name()).await() : 0;
  }

  private void override(ObjectNode workflow) {
    ObjectNode metadata = workflow.withObjectProperty("metadata");
    if (!name.isEmpty()) {
      metadata.put("name", name).remove("generateName");
    } else if (!generateName.isEmpty()) {
      metadata.put("generateName", generateName).remove("name");
    }
    ObjectNode spec = workflow.withObjectProperty("spec");
    if (!entrypoint.isEmpty()) {
      spec.put("entrypoint", entrypoint);
    }
    if (!serviceAccount.isEmpty()) {
      spec.put("serviceAccountName", serviceAccount);
    }
    if (!parameters.isEmpty()) {
      ArrayNode list = spec.withObjectProperty("arguments").withArrayProperty("parameters");
      parameters.forEach((key, value) -> set(list, key, value));
    }
  }

  private static void set(ArrayNode list, String key, String value) {
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i).path("name").asString("").equals(key)) {
        list.remove(i);
        break;
      }
    }
    list.addObject().put("name", key).put("value", value);
  }
}
