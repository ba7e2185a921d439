package dev.understack.secrets.external;

import dev.understack.cluster.Cluster;
import dev.understack.cluster.Identity;
import dev.understack.cluster.ObjectApi;
import dev.understack.language.kube.LabelSelector;
import dev.understack.model.KubeObject;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceType;
import dev.understack.model.ResourceTypes;
import dev.understack.secrets.SecretObject;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Opens the providers of SecretStores and ClusterSecretStores. Safe for several threads. */
public final class SecretStores {
  /** A store with the fake provider and this annotation, {@code folder}, reads a local folder. */
  public static final String SOURCE_ANNOTATION = "understack.dev/secrets-from";

  private final Cluster cluster;
  private final Optional<Path> folder;

  /**
   * @param folder a folder of this machine from which stores may read; empty when none may
   */
  public SecretStores(Cluster cluster, Optional<Path> folder) {
    this.cluster = cluster;
    this.folder = folder.map(path -> path.toAbsolutePath().normalize());
  }

  /** The store that a {@code secretStoreRef} names, seen from a namespace. */
  Optional<KubeObject> find(String namespace, JsonNode reference) {
    boolean clusterWide = reference.path("kind").asString("").equals("ClusterSecretStore");
    ResourceType type =
        clusterWide ? ResourceTypes.CLUSTER_SECRET_STORE : ResourceTypes.SECRET_STORE;
    return system()
        .find(
            new ObjectKey(type, clusterWide ? "" : namespace, reference.path("name").asString("")));
  }

  /** The provider behind a {@code secretStoreRef}. */
  SecretProvider provider(String namespace, JsonNode reference) {
    KubeObject store =
        find(namespace, reference)
            .orElseThrow(() ->
                new ProviderException(
                    String.format(
                        "could not get %s \"%s\", not found",
                        reference.path("kind").asString("SecretStore"),
                        reference.path("name").asString(""))));
    if (store.namespace().isEmpty() && !isOpenTo(store, namespace)) {
      throw new ProviderException(
          String.format(
              "using cluster store \"%s\" is not allowed from namespace \"%s\": denied by"
                  + " spec.condition",
              store.name(), namespace));
    }
    return open(store, namespace);
  }

  private boolean isOpenTo(KubeObject store, String namespace) {
    JsonNode conditions = store.spec().path("conditions");
    if (conditions.isEmpty()) {
      return true;
    }
    for (JsonNode condition : conditions) {
      for (JsonNode allowed : condition.path("namespaces")) {
        if (allowed.asString("").equals(namespace)) {
          return true;
        }
      }
      for (JsonNode regex : condition.path("namespaceRegexes")) {
        if (java.util.regex.Pattern.compile(regex.asString("")).matcher(namespace).find()) {
          return true;
        }
      }
      if (condition.has("namespaceSelector")
          && system()
              .find(new ObjectKey(ResourceTypes.NAMESPACE, "", namespace))
              .filter(found ->
                  LabelSelector.of(condition.path("namespaceSelector")).matches(found.labels()))
              .isPresent()) {
        return true;
      }
    }
    return false;
  }

  /**
   * Opens a store.
   *
   * @param namespace of the object that uses it
   */
  SecretProvider open(KubeObject store, String namespace) {
    JsonNode provider = store.spec().path("provider");
    if (provider.has("kubernetes")) {
      return kubernetes(store, provider.path("kubernetes"), namespace);
    }
    if (provider.has("fake")) {
      return fake(store, provider.path("fake"));
    }
    if (provider.has("vault")) {
      return VaultProvider.open(
          provider.path("vault"), reference -> secretKey(store, namespace, reference));
    }
    throw new ProviderException(
        "provider "
            + provider.properties().stream().map(field -> field.getKey()).toList()
            + " is not supported; use kubernetes, vault or fake");
  }

  private SecretProvider kubernetes(KubeObject store, JsonNode settings, String namespace) {
    JsonNode account = settings.path("auth").path("serviceAccount");
    if (!account.isObject()) {
      throw new ProviderException(
          "kubernetes: auth needs serviceAccount; tokens and certificates are for other clusters,"
              + " which are not supported");
    }
    String name = account.path("name").asString("");
    String home =
        store.namespace().isEmpty()
            ? account.path("namespace").asString(namespace)
            : store.namespace();
    if (system().find(new ObjectKey(ResourceTypes.SERVICE_ACCOUNT, home, name)).isEmpty()) {
      throw new ProviderException("serviceaccounts \"" + name + "\" not found");
    }
    return new KubernetesProvider(
        cluster.as(Identity.serviceAccount(home, name)),
        settings.path("remoteNamespace").asString("default"));
  }

  private SecretProvider fake(KubeObject store, JsonNode settings) {
    String source = store.annotations().getOrDefault(SOURCE_ANNOTATION, "");
    return switch (source) {
      case "" -> new FakeProvider(settings.path("data"));
      case "folder" ->
          new FolderProvider(
              folder.orElseThrow(
                  () -> new ProviderException("no folder of secrets is configured")));
      default ->
          throw new ProviderException(
              "annotation " + SOURCE_ANNOTATION + ": expected folder, found \"" + source + "\"");
    };
  }

  private String secretKey(KubeObject store, String namespace, JsonNode reference) {
    String home =
        store.namespace().isEmpty()
            ? reference.path("namespace").asString(namespace)
            : store.namespace();
    String name = reference.path("name").asString("");
    return system()
        .find(new ObjectKey(ResourceTypes.SECRET, home, name))
        .map(secret -> SecretObject.text(secret, reference.path("key").asString("")))
        .orElseThrow(() -> new ProviderException("secrets \"" + name + "\" not found"));
  }

  private ObjectApi system() {
    return cluster.as(Identity.SYSTEM);
  }
}
