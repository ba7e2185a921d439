package dev.understack.cli.kustomize;

import dev.understack.cli.kustomize.Kustomization.Generator;
import dev.understack.cli.kustomize.Kustomization.GeneratorOptions;
import dev.understack.model.Json;
import dev.understack.model.KubeObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An object made by a generator.
 *
 * @param givenName the name in the kustomization, which other manifests use
 * @param object the object, under its final name
 */
record GeneratedObject(String givenName, KubeObject object) {

  /**
   * Makes the object.
   *
   * @throws IOException when a file cannot be read; its message names the file
   */
  static GeneratedObject make(Generator generator, GeneratorOptions common, Path folder)
      throws IOException {
    GeneratorOptions options =
        generator.options() == null ? common : generator.options().over(common);
    Map<String, byte[]> content = content(generator, folder);
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.put("apiVersion", "v1").put("kind", generator.kind());
    ObjectNode metadata = object.putObject("metadata");
    metadata.put("name", generator.name());
    if (!generator.namespace().isEmpty()) {
      metadata.put("namespace", generator.namespace());
    }
    putAll(metadata, "labels", options.labels());
    putAll(metadata, "annotations", options.annotations());
    if (generator.kind().equals("Secret")) {
      object.put("type", generator.type());
      ObjectNode data = object.putObject("data");
      content.forEach((key, value) -> data.put(key, Base64.getEncoder().encodeToString(value)));
    } else {
      putConfigData(object, content);
    }
    if (options.immutable()) {
      object.put("immutable", true);
    }
    if (!options.disableNameSuffixHash()) {
      metadata.put("name", generator.name() + "-" + hash(object));
    }
    return new GeneratedObject(generator.name(), KubeObject.of(object));
  }

  private static Map<String, byte[]> content(Generator generator, Path folder) throws IOException {
    Map<String, byte[]> content = new TreeMap<>();
    for (String literal : generator.literals()) {
      int equals = literal.indexOf('=');
      if (equals < 1) {
        throw new IOException("literal \"" + literal + "\" is not of the form key=value");
      }
      put(content, literal.substring(0, equals), unquoted(literal.substring(equals + 1)));
    }
    for (String file : generator.files()) {
      int equals = file.indexOf('=');
      Path path = folder.resolve(equals < 0 ? file : file.substring(equals + 1));
      String key = equals < 0 ? path.getFileName().toString() : file.substring(0, equals);
      content.put(key, Files.readAllBytes(path));
    }
    for (String env : generator.envs()) {
      for (String line : Files.readAllLines(folder.resolve(env))) {
        int equals = line.indexOf('=');
        if (!line.isBlank() && !line.startsWith("#") && equals > 0) {
          put(content, line.substring(0, equals).strip(), line.substring(equals + 1));
        }
      }
    }
    return content;
  }

  private static void put(Map<String, byte[]> content, String key, String value) {
    content.put(key, value.getBytes(StandardCharsets.UTF_8));
  }

  private static String unquoted(String value) {
    boolean quoted =
        value.length() > 1
            && (value.startsWith("\"") || value.startsWith("'"))
            && value.charAt(0) == value.charAt(value.length() - 1);
    return quoted ? value.substring(1, value.length() - 1) : value;
  }

  private static void putConfigData(ObjectNode object, Map<String, byte[]> content) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    ObjectNode binary = JsonNodeFactory.instance.objectNode();
    content.forEach((key, value) -> {
      try {
        data.put(
            key, StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString());
      } catch (CharacterCodingException e) {
        binary.put(key, Base64.getEncoder().encodeToString(value));
      }
    });
    if (!data.isEmpty()) {
      object.set("data", data);
    }
    if (!binary.isEmpty()) {
      object.set("binaryData", binary);
    }
  }

  private static void putAll(ObjectNode metadata, String field, Map<String, String> texts) {
    if (!texts.isEmpty()) {
      ObjectNode target = metadata.putObject(field);
      texts.forEach(target::put);
    }
  }

  /**
   * The content hash that kustomize appends to the names of generated objects; names do not count.
   */
  private static String hash(ObjectNode object) {
    ObjectNode hashed = JsonNodeFactory.instance.objectNode();
    if (object.has("binaryData")) {
      hashed.set("binaryData", object.get("binaryData"));
    }
    hashed.set(
        "data", object.has("data") ? object.get("data") : JsonNodeFactory.instance.stringNode(""));
    hashed.put("kind", object.get("kind").stringValue());
    hashed.put("name", "");
    if (object.has("type")) {
      hashed.put("type", object.get("type").stringValue());
    }
    String hex = HexFormat.of().formatHex(sha256(escapedAsGo(Json.write(hashed))));
    return hex.substring(0, 10)
        .replace('0', 'g')
        .replace('1', 'h')
        .replace('3', 'k')
        .replace('a', 'm')
        .replace('e', 't');
  }

  /** Go's encoder also escapes what could end a script element. */
  private static String escapedAsGo(String json) {
    return json.replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
