package dev.understack.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Turns one composed YAML document into a JSON tree and remembers where each field stood. */
final class YamlTree {
  private static final int MAX_NODES = 2_000_000;
  private static final Tag PLAIN = new Tag("!plain");

  /** Leaves plain scalars without a tag of their own to {@link YamlScalars}. */
  private static final Resolver RESOLVER =
      new Resolver() {
        @Override
        public Tag resolve(NodeId kind, String value, boolean implicit) {
          boolean plain = kind == NodeId.scalar && implicit && !value.equals("<<");
          return plain ? PLAIN : super.resolve(kind, value, implicit);
        }
      };

  private final String source;
  private final Map<String, Position> positions = new HashMap<>();
  private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());
  private int nodes;

  YamlTree(String source) {
    this.source = source;
  }

  /** A reader whose nodes this class understands. */
  static Yaml reader(LoaderOptions options) {
    DumperOptions unused = new DumperOptions();
    return new Yaml(
        new SafeConstructor(options), new Representer(unused), unused, options, RESOLVER);
  }

  Map<String, Position> positions() {
    return positions;
  }

  JsonNode convert(Node root) {
    return convert(root, "");
  }

  private JsonNode convert(Node node, String path) {
    positions.putIfAbsent(path, position(node));
    if (++nodes > MAX_NODES) {
      throw rejected(node, path, "the document grows beyond " + MAX_NODES + " values");
    }
    return switch (node) {
      case ScalarNode scalar -> scalar(scalar);
      case SequenceNode sequence -> guarded(node, path, () -> sequence(sequence, path));
      case MappingNode mapping -> guarded(node, path, () -> mapping(mapping, path));
      default -> throw rejected(node, path, "an alias without an anchor");
    };
  }

  private JsonNode guarded(Node node, String path, java.util.function.Supplier<JsonNode> body) {
    if (!open.add(node)) {
      throw rejected(node, path, "an anchor that contains itself");
    }
    JsonNode result = body.get();
    open.remove(node);
    return result;
  }

  private static JsonNode scalar(ScalarNode scalar) {
    boolean text = scalar.getTag().equals(Tag.STR) || !isStandard(scalar.getTag());
    return text
        ? JsonNodeFactory.instance.stringNode(scalar.getValue())
        : YamlScalars.resolve(scalar.getValue());
  }

  private static boolean isStandard(Tag tag) {
    return tag.equals(PLAIN) || tag.startsWith(Tag.PREFIX);
  }

  private JsonNode sequence(SequenceNode sequence, String path) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (Node item : sequence.getValue()) {
      array.add(convert(item, path + "[" + array.size() + "]"));
    }
    return array;
  }

  private JsonNode mapping(MappingNode mapping, String path) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    List<Node> merges = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode keyNode)) {
        throw rejected(tuple.getKeyNode(), path, "a key must be text");
      }
      if (keyNode.getTag().equals(Tag.MERGE)) {
        merges.add(tuple.getValueNode());
        continue;
      }
      JsonNode resolved = scalar(keyNode);
      String key =
          resolved.isString() || resolved.isNull() ? keyNode.getValue() : resolved.asString();
      if (!seen.add(key)) {
        throw rejected(keyNode, path, "key \"" + key + "\" is given twice");
      }
      String child = path.isEmpty() ? key : path + "." + key;
      positions.put(child, position(keyNode));
      object.set(key, convert(tuple.getValueNode(), child));
    }
    for (Node merge : merges) {
      mergeInto(object, merge, path);
    }
    return object;
  }

  private void mergeInto(ObjectNode object, Node merge, String path) {
    if (merge instanceof SequenceNode several) {
      several.getValue().forEach(one -> mergeInto(object, one, path));
    } else if (convert(merge, path) instanceof ObjectNode defaults) {
      defaults.properties().forEach(e -> object.putIfAbsent(e.getKey(), e.getValue()));
    } else {
      throw rejected(merge, path, "<< expects an object or a list of objects");
    }
  }

  private RejectedManifestException rejected(Node node, String path, String message) {
    return new RejectedManifestException(
        List.of(new Fault(source, position(node), "", path, message)));
  }

  private static Position position(Node node) {
    return new Position(node.getStartMark().getLine() + 1, node.getStartMark().getColumn() + 1);
  }
}
