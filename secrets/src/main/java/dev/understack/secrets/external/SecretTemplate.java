package dev.understack.secrets.external;

import dev.understack.cluster.ObjectApi;
import dev.understack.language.LanguageException;
import dev.understack.language.sprig.Sprig;
import dev.understack.language.template.Template;
import dev.understack.model.Json;
import dev.understack.model.KubeObject;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceTypes;
import dev.understack.secrets.SecretObject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Applies {@code spec.target.template}: Go templates over the source data. */
final class SecretTemplate {
  private final ObjectApi api;
  private final String namespace;
  private final JsonNode template;
  private final NavigableMap<String, byte[]> source;

  SecretTemplate(ObjectApi api, KubeObject object, NavigableMap<String, byte[]> source) {
    this.api = api;
    this.namespace = object.namespace();
    this.template = object.spec().path("target").path("template");
    this.source = source;
  }

  /** The entries of the Secret. */
  NavigableMap<String, byte[]> data() {
    NavigableMap<String, byte[]> made = new TreeMap<>();
    for (JsonNode from : template.path("templateFrom")) {
      addFrom(from, made);
    }
    made.putAll(bytes(texts("data")));
    boolean merged = template.path("mergePolicy").asString("Replace").equals("Merge");
    if (made.isEmpty() || merged) {
      source.forEach(made::putIfAbsent);
    }
    return made;
  }

  Map<String, String> labels() {
    return metadata("labels");
  }

  Map<String, String> annotations() {
    return metadata("annotations");
  }

  String type() {
    return template.path("type").asString("Opaque");
  }

  private Map<String, String> metadata(String field) {
    Map<String, String> made = new TreeMap<>();
    template
        .path("metadata")
        .path(field)
        .properties()
        .forEach(entry ->
            made.put(entry.getKey(), execute(entry.getKey(), entry.getValue().asString(""))));
    return made;
  }

  private Map<String, String> texts(String field) {
    Map<String, String> made = new TreeMap<>();
    template
        .path(field)
        .properties()
        .forEach(entry ->
            made.put(entry.getKey(), execute(entry.getKey(), entry.getValue().asString(""))));
    return made;
  }

  private void addFrom(JsonNode from, NavigableMap<String, byte[]> made) {
    addObject(from.path("configMap"), ObjectSort.CONFIG_MAP, made);
    addObject(from.path("secret"), ObjectSort.SECRET, made);
  }

  private enum ObjectSort {
    CONFIG_MAP,
    SECRET
  }

  private void addObject(JsonNode reference, ObjectSort sort, NavigableMap<String, byte[]> made) {
    String name = reference.path("name").asString("");
    if (name.isEmpty()) {
      return;
    }
    KubeObject object =
        api.find(
                new ObjectKey(
                    switch (sort) {
                      case CONFIG_MAP -> ResourceTypes.CONFIG_MAP;
                      case SECRET -> ResourceTypes.SECRET;
                    },
                    namespace,
                    name))
            .orElseThrow(() -> new ProviderException("template " + name + " not found"));
    for (JsonNode item : reference.path("items")) {
      String key = item.path("key").asString("");
      String text =
          switch (sort) {
            case CONFIG_MAP -> object.tree().path("data").path(key).asString("");
            case SECRET -> SecretObject.text(object, key);
          };
      made.put(key, execute(key, text).getBytes(StandardCharsets.UTF_8));
    }
  }

  private String execute(String key, String text) {
    Map<String, String> values = new TreeMap<>();
    source.forEach((name, value) -> values.put(name, Json.text(value)));
    try {
      return Template.compile(key, text, Sprig.functions()).execute(values);
    } catch (LanguageException e) {
      throw new ProviderException(
          "could not apply template: unable to execute template at key "
              + key
              + ": "
              + e.getMessage(),
          e);
    }
  }

  private static Map<String, byte[]> bytes(Map<String, String> texts) {
    Map<String, byte[]> bytes = new TreeMap<>();
    texts.forEach((key, text) -> bytes.put(key, text.getBytes(StandardCharsets.UTF_8)));
    return bytes;
  }
}
