package dev.understack.secrets.external;

import dev.understack.cluster.ObjectApi;
import dev.understack.model.Json;
import dev.understack.model.KubeObject;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceTypes;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Collects what the {@code data} and {@code dataFrom} of an ExternalSecret ask for. */
final class SourceData {
  private static final Pattern NOT_IN_KEYS = Pattern.compile("[^-._a-zA-Z0-9]");
  private final ObjectApi api;
  private final SecretStores stores;
  private final KubeObject object;

  SourceData(ObjectApi api, SecretStores stores, KubeObject object) {
    this.api = api;
    this.stores = stores;
    this.object = object;
  }

  /** Everything by key; {@code data} wins over {@code dataFrom}. */
  NavigableMap<String, byte[]> read() {
    NavigableMap<String, byte[]> all = new TreeMap<>();
    int index = 0;
    for (JsonNode from : object.spec().path("dataFrom")) {
      all.putAll(at("spec.dataFrom[" + index++ + "]", from, this::readFrom));
    }
    index = 0;
    for (JsonNode data : object.spec().path("data")) {
      String place = "spec.data[" + index++ + "]";
      all.put(data.path("secretKey").asString(""), at(place, data, this::readOne));
    }
    return all;
  }

  /** Whether reading again gives the same as long as nothing changed at the source. */
  boolean isRepeatable() {
    for (JsonNode from : object.spec().path("dataFrom")) {
      if (from.path("sourceRef").has("generatorRef")) {
        return false;
      }
    }
    return true;
  }

  private interface Reading<T> {
    T read(JsonNode from);
  }

  private static <T> T at(String place, JsonNode from, Reading<T> reading) {
    String key = from.path("remoteRef").path("key").asString("");
    String what = key.isEmpty() ? place : place + " (key: " + key + ")";
    try {
      return reading.read(from);
    } catch (ProviderException.NoSecret e) {
      throw new ProviderException.NoSecret("error processing " + what + ", err: " + e.getMessage());
    } catch (ProviderException e) {
      throw new ProviderException("error processing " + what + ", err: " + e.getMessage(), e);
    }
  }

  private byte[] readOne(JsonNode data) {
    JsonNode remote = data.path("remoteRef");
    RemoteSecret secret =
        provider(data).read(remote.path("key").asString(""), remote.path("version").asString(""));
    String property = remote.path("property").asString("");
    byte[] value =
        property.isEmpty()
            ? secret.whole()
            : secret
                .property(property)
                .orElseThrow(() ->
                    new ProviderException.NoSecret(
                        "property "
                            + property
                            + " does not exist in key "
                            + remote.path("key").asString("")));
    return decode(value, remote.path("decodingStrategy").asString("None"));
  }

  private NavigableMap<String, byte[]> readFrom(JsonNode from) {
    NavigableMap<String, byte[]> found = new TreeMap<>();
    String strategy = "None";
    JsonNode generator = from.path("sourceRef").path("generatorRef");
    if (generator.isObject()) {
      found.put("password", generate(generator).getBytes(StandardCharsets.UTF_8));
    } else if (from.has("extract")) {
      JsonNode extract = from.path("extract");
      strategy = extract.path("decodingStrategy").asString("None");
      found.putAll(extract(from, extract));
    } else if (from.has("find")) {
      JsonNode find = from.path("find");
      strategy = find.path("decodingStrategy").asString("None");
      found.putAll(find(from, find));
    }
    NavigableMap<String, byte[]> named = new TreeMap<>();
    for (Map.Entry<String, byte[]> entry : found.entrySet()) {
      named.put(
          NOT_IN_KEYS.matcher(rewrite(entry.getKey(), from.path("rewrite"))).replaceAll("_"),
          decode(entry.getValue(), strategy));
    }
    return named;
  }

  private Map<String, byte[]> extract(JsonNode from, JsonNode extract) {
    RemoteSecret secret =
        provider(from).read(extract.path("key").asString(""), extract.path("version").asString(""));
    String property = extract.path("property").asString("");
    if (property.isEmpty()) {
      return secret.properties();
    }
    return secret
        .property(property)
        .map(value -> RemoteSecret.ofText(Json.text(value)).properties())
        .orElseThrow(
            () -> new ProviderException.NoSecret("property " + property + " does not exist"));
  }

  private Map<String, byte[]> find(JsonNode from, JsonNode find) {
    SecretProvider provider = provider(from);
    String regex = find.path("name").path("regexp").asString("");
    Pattern pattern = Pattern.compile(regex);
    Map<String, byte[]> found = new TreeMap<>();
    for (String key : provider.keys()) {
      if (pattern.matcher(key).find()) {
        found.put(key, provider.read(key, "").whole());
      }
    }
    return found;
  }

  private static String rewrite(String key, JsonNode rules) {
    String result = key;
    for (JsonNode rule : rules) {
      JsonNode regexp = rule.path("regexp");
      if (regexp.isObject()) {
        result =
            Pattern.compile(regexp.path("source").asString(""))
                .matcher(result)
                .replaceAll(regexp.path("target").asString(""));
      }
    }
    return result;
  }

  private String generate(JsonNode reference) {
    String name = reference.path("name").asString("");
    if (!reference.path("kind").asString("").equals("Password")) {
      throw new ProviderException(
          "generator of kind "
              + reference.path("kind").asString("")
              + " is not supported; use Password");
    }
    return api.find(new ObjectKey(ResourceTypes.PASSWORD_GENERATOR, object.namespace(), name))
        .map(PasswordGenerator::generate)
        .orElseThrow(() -> new ProviderException("passwords \"" + name + "\" not found"));
  }

  private SecretProvider provider(JsonNode from) {
    JsonNode own = from.path("sourceRef").path("storeRef");
    return stores.provider(
        object.namespace(), own.isObject() ? own : object.spec().path("secretStoreRef"));
  }

  private static byte[] decode(byte[] value, String strategy) {
    try {
      return switch (strategy) {
        case "Base64" -> Base64.getMimeDecoder().decode(value);
        case "Base64URL" -> Base64.getUrlDecoder().decode(value);
        case "Auto" -> decodeWhenEncoded(value);
        default -> value;
      };
    } catch (IllegalArgumentException e) {
      throw new ProviderException("the value is not " + strategy, e);
    }
  }

  private static byte[] decodeWhenEncoded(byte[] value) {
    try {
      return Base64.getDecoder().decode(value);
    } catch (IllegalArgumentException plain) {
      return value;
    }
  }
}
