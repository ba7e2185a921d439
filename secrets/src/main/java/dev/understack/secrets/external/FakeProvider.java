package dev.understack.secrets.external;

import java.util.List;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** Secrets that stand in the store itself, for trials. */
final class FakeProvider implements SecretProvider {
  private final JsonNode data;

  /**
   * @param data {@code spec.provider.fake.data}
   */
  FakeProvider(JsonNode data) {
    this.data = data;
  }

  @Override
  public RemoteSecret read(String key, String version) {
    for (JsonNode entry : data) {
      if (entry.path("key").asString("").equals(key)
          && (version.isEmpty() || entry.path("version").asString("").equals(version))) {
        return RemoteSecret.ofText(entry.path("value").asString(""));
      }
    }
    throw new ProviderException.NoSecret("Secret does not exist: " + key);
  }

  @Override
  public List<String> keys() {
    TreeSet<String> keys = new TreeSet<>();
    data.forEach(entry -> keys.add(entry.path("key").asString("")));
    return List.copyOf(keys);
  }
}
