package dev.understack.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A Kubernetes-shaped object: the whole JSON tree, with typed access to its head.
 *
 * <p>The tree is shared and never changed after construction: every {@code with...} method copies.
 * Fields that no class of ours knows stay in the tree and survive a round trip. Safe for use by
 * several threads.
 */
public final class KubeObject {
  private final ObjectNode tree;

  private KubeObject(ObjectNode tree) {
    this.tree = tree;
  }

  /** Wraps a tree that the caller gives away: nobody may change it afterwards. */
  public static KubeObject of(ObjectNode tree) {
    return new KubeObject(Objects.requireNonNull(tree));
  }

  /** The whole object. Read only. */
  public ObjectNode tree() {
    return tree;
  }

  /** For example {@code argoproj.io/v1alpha1}; empty when absent. */
  public String apiVersion() {
    return text(tree, "apiVersion");
  }

  /** For example {@code Sensor}; empty when absent. */
  public String kind() {
    return text(tree, "kind");
  }

  /** The API group: the part of apiVersion before the slash; empty for the core group. */
  public String group() {
    int slash = apiVersion().indexOf('/');
    return slash < 0 ? "" : apiVersion().substring(0, slash);
  }

  /** {@code metadata.name}; empty when absent. */
  public String name() {
    return text(metadata(), "name");
  }

  /** {@code metadata.generateName}; empty when absent. */
  public String generateName() {
    return text(metadata(), "generateName");
  }

  /** {@code metadata.namespace}; empty when absent or cluster-scoped. */
  public String namespace() {
    return text(metadata(), "namespace");
  }

  /** {@code metadata.uid}; empty before the object is stored. */
  public String uid() {
    return text(metadata(), "uid");
  }

  /** {@code metadata.resourceVersion}; empty before the object is stored. */
  public String resourceVersion() {
    return text(metadata(), "resourceVersion");
  }

  /** {@code metadata.generation}; 0 before the object is stored. */
  public long generation() {
    return metadata().path("generation").asLong(0);
  }

  /** {@code metadata.creationTimestamp}, when present. */
  public Optional<Instant> creationTimestamp() {
    return instant("creationTimestamp");
  }

  /** {@code metadata.deletionTimestamp}: present once deletion was asked for. */
  public Optional<Instant> deletionTimestamp() {
    return instant("deletionTimestamp");
  }

  /** {@code metadata.labels}, in manifest order. */
  public Map<String, String> labels() {
    return texts("labels");
  }

  /** {@code metadata.annotations}, in manifest order. */
  public Map<String, String> annotations() {
    return texts("annotations");
  }

  /** {@code metadata.finalizers}. */
  public List<String> finalizers() {
    List<String> all = new ArrayList<>();
    metadata().path("finalizers").forEach(f -> all.add(f.asString()));
    return List.copyOf(all);
  }

  /** {@code metadata}, or an empty object. Read only. */
  public ObjectNode metadata() {
    return object("metadata");
  }

  /** {@code spec}, or an empty object. Read only. */
  public ObjectNode spec() {
    return object("spec");
  }

  /** {@code status}, or an empty object. Read only. */
  public ObjectNode status() {
    return object("status");
  }

  /** A copy changed by {@code edit}, which may change the tree that it is given at will. */
  public KubeObject with(Consumer<ObjectNode> edit) {
    ObjectNode copy = tree.deepCopy();
    edit.accept(copy);
    return new KubeObject(copy);
  }

  /** A copy whose metadata is changed by {@code edit}; metadata is made when absent. */
  public KubeObject withMetadata(Consumer<ObjectNode> edit) {
    return with(copy -> edit.accept(copy.withObjectProperty("metadata")));
  }

  /** A copy with another status; everything else is shared, so this costs no deep copy. */
  public KubeObject withStatus(JsonNode status) {
    ObjectNode copy = JsonNodeFactory.instance.objectNode();
    tree.properties().forEach(field -> copy.set(field.getKey(), field.getValue()));
    copy.set("status", status);
    return new KubeObject(copy);
  }

  /** {@code kind namespace/name}, as in error messages: {@code sensor openstack/keystone}. */
  public String describe() {
    String shown = name().isEmpty() ? generateName() : name();
    return kind().toLowerCase(java.util.Locale.ROOT)
        + (shown.isEmpty() ? "" : " ")
        + (namespace().isEmpty() ? shown : namespace() + "/" + shown);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KubeObject that && tree.equals(that.tree);
  }

  @Override
  public int hashCode() {
    return tree.hashCode();
  }

  @Override
  public String toString() {
    return describe();
  }

  private ObjectNode object(String field) {
    return tree.get(field) instanceof ObjectNode found
        ? found
        : JsonNodeFactory.instance.objectNode();
  }

  private Optional<Instant> instant(String field) {
    String text = text(metadata(), field);
    return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
  }

  private Map<String, String> texts(String field) {
    Map<String, String> all = new LinkedHashMap<>();
    metadata()
        .path(field)
        .properties()
        .forEach(entry -> all.put(entry.getKey(), entry.getValue().asString("")));
    return java.util.Collections.unmodifiableMap(all);
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asString("");
  }
}
