package dev.understack.model;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads manifests from YAML or JSON text, with the position of every field.
 *
 * <p>A text holds any number of documents; empty ones are skipped and {@code List} objects are
 * taken apart. Scalars mean what they mean to kubectl (YAML 1.1 as Go reads it). All faults of a
 * text are reported together.
 */
public final class ManifestReader {
  private static final int MAX_DOCUMENT_CODE_POINTS = 64 * 1024 * 1024;

  private ManifestReader() {}

  /**
   * Reads every object of a file.
   *
   * @throws RejectedManifestException when the file is not UTF-8 or has a fault
   * @throws UncheckedIOException when it cannot be read
   */
  public static List<Manifest> read(Path file) {
    try {
      return read(file.toString(), Files.readString(file));
    } catch (MalformedInputException e) {
      throw rejected(file.toString(), Position.START, "the file is not UTF-8 text");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads every object of a text.
   *
   * @param source what to call the text in faults
   * @throws RejectedManifestException with all faults
   */
  public static List<Manifest> read(String source, String text) {
    List<Manifest> manifests = new ArrayList<>();
    List<Fault> faults = new ArrayList<>();
    for (Document document : documents(source, text)) {
      if (document.tree().isNull()) {
        continue;
      }
      if (document.tree() instanceof ObjectNode tree) {
        addObject(source, tree, document.positions(), manifests, faults);
      } else {
        faults.add(
            fault(
                source,
                document.positions().getOrDefault("", Position.START),
                "expected an object with apiVersion and kind, found "
                    + Fields.kindOf(document.tree())));
      }
    }
    if (!faults.isEmpty()) {
      throw new RejectedManifestException(faults);
    }
    return manifests;
  }

  /**
   * One YAML document as a tree.
   *
   * @param tree the value; a null node for an empty document
   * @param positions JSON path to position
   */
  public record Document(JsonNode tree, Map<String, Position> positions) {}

  /** Reads YAML documents that need not be objects; the same scalar rules as manifests. */
  public static List<Document> documents(String source, String text) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MAX_DOCUMENT_CODE_POINTS);
    options.setNestingDepthLimit(100);
    options.setProcessComments(false);
    List<Document> documents = new ArrayList<>();
    try {
      for (Node root : YamlTree.reader(options).composeAll(new StringReader(text))) {
        YamlTree tree = new YamlTree(source);
        documents.add(new Document(tree.convert(root), tree.positions()));
      }
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark();
      Position at =
          mark == null ? Position.START : new Position(mark.getLine() + 1, mark.getColumn() + 1);
      throw rejected(source, at, "not YAML: " + e.getProblem());
    } catch (YAMLException e) {
      throw rejected(source, Position.START, "not YAML: " + e.getMessage());
    }
    return documents;
  }

  private static void addObject(
      String source,
      ObjectNode tree,
      Map<String, Position> positions,
      List<Manifest> manifests,
      List<Fault> faults) {
    if (tree.path("kind").asString("").endsWith("List") && tree.get("items") instanceof ArrayNode) {
      ArrayNode items = (ArrayNode) tree.get("items");
      for (int i = 0; i < items.size(); i++) {
        if (items.get(i) instanceof ObjectNode item) {
          addObject(source, item, below(positions, "items[" + i + "]"), manifests, faults);
        }
      }
      return;
    }
    int before = faults.size();
    for (String field : List.of("apiVersion", "kind")) {
      if (tree.path(field).asString("").isEmpty()) {
        faults.add(
            fault(
                source,
                positions.getOrDefault("", Position.START),
                "expected a manifest, but " + field + " is missing"));
      }
    }
    if (faults.size() == before) {
      manifests.add(new Manifest(source, KubeObject.of(tree), positions));
    }
  }

  private static Map<String, Position> below(Map<String, Position> positions, String prefix) {
    Map<String, Position> result = new HashMap<>();
    positions.forEach((path, position) -> {
      if (path.equals(prefix)) {
        result.put("", position);
      } else if (path.startsWith(prefix + ".")) {
        result.put(path.substring(prefix.length() + 1), position);
      }
    });
    return result;
  }

  private static RejectedManifestException rejected(String source, Position at, String message) {
    return new RejectedManifestException(List.of(fault(source, at, message)));
  }

  private static Fault fault(String source, Position at, String message) {
    return new Fault(source, at, "", "", message);
  }
}
