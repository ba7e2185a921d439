package dev.understack.secrets.external;

import dev.understack.cluster.ApiException;
import dev.understack.cluster.ObjectApi;
import dev.understack.cluster.ObjectApi.Selection;
import dev.understack.model.KubeObject;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceTypes;
import dev.understack.secrets.SecretObject;
import java.util.List;

/** Secrets of a namespace of this cluster, with the rights of the store's service account. */
final class KubernetesProvider implements SecretProvider {
  private final ObjectApi api;
  private final String namespace;

  /**
   * @param api as that service account
   */
  KubernetesProvider(ObjectApi api, String namespace) {
    this.api = api;
    this.namespace = namespace;
  }

  @Override
  public RemoteSecret read(String key, String version) {
    try {
      return RemoteSecret.ofEntries(
          SecretObject.data(api.get(new ObjectKey(ResourceTypes.SECRET, namespace, key))));
    } catch (ApiException e) {
      if (e.reason() == ApiException.Reason.NOT_FOUND) {
        throw new ProviderException.NoSecret("" + e.getMessage());
      }
      throw new ProviderException("" + e.getMessage(), e);
    }
  }

  @Override
  public List<String> keys() {
    try {
      return api.list(ResourceTypes.SECRET, namespace, Selection.ALL).items().stream()
          .map(KubeObject::name)
          .toList();
    } catch (ApiException e) {
      throw new ProviderException("" + e.getMessage(), e);
    }
  }
}
