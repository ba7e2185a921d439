package dev.understack.cli.command;

import dev.understack.cli.api.ApiClient;
import dev.understack.cli.api.ApiFailedException;
import dev.understack.cli.api.CommandFailedException;
import dev.understack.cli.api.ResourcePath;
import dev.understack.model.KubeObject;
import dev.understack.model.Manifest;
import dev.understack.model.ResourceType;
import dev.understack.model.ResourceTypes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code delete}: removes objects by name or as listed in manifests. */
@Command(name = "delete", description = "Delete objects.")
final class DeleteCommand implements Callable<Integer> {
  @Mixin ManifestOptions manifests = new ManifestOptions();
  @Mixin Connection connection = new Connection();

  @Parameters(arity = "0..*", paramLabel = "KIND NAME...", description = "A kind and names.")
  List<String> words = List.of();

  @Option(names = "--ignore-not-found", description = "Succeed when there is nothing to delete.")
  boolean ignoreMissing;

  @Override
  public Integer call() {
    ApiClient client = connection.open();
    boolean failed = false;
    if (!manifests.isEmpty()) {
      for (Manifest manifest : ApplyOrder.sorted(manifests.read()).reversed()) {
        KubeObject object = manifest.object();
        ResourceType type =
            ResourceTypes.of(object)
                .orElseThrow(() -> new CommandFailedException("no kind " + object.kind()));
        String namespace =
            object.namespace().isEmpty() ? connection.namespace(client) : object.namespace();
        failed |= !delete(client, type, namespace, object.name());
      }
    } else if (words.size() < 2) {
      throw new CommandFailedException("name a kind and at least one object, or use -f or -k", 2);
    } else {
      ResourceType type = ResourcePath.kind(words.getFirst());
      for (String name : words.subList(1, words.size())) {
        failed |= !delete(client, type, connection.namespace(client), name);
      }
    }
    return failed ? 1 : 0;
  }

  private boolean delete(ApiClient client, ResourceType type, String namespace, String name) {
    try {
      client.send("DELETE", ResourcePath.of(type, namespace, name), Map.of(), "", "");
      System.out.println(
          type.qualifiedPlural().replaceFirst("s(\\.|$)", "$1") + " \"" + name + "\" deleted");
      return true;
    } catch (ApiFailedException e) {
      if (e.status() == 404 && ignoreMissing) {
        return true;
      }
      System.err.println("Error from server: " + e.getMessage());
      return false;
    }
  }
}
