package dev.understack.cluster.embedded;

import dev.understack.cluster.ApiException;
import dev.understack.cluster.Identity;
import dev.understack.cluster.ObjectApi;
import dev.understack.cluster.rbac.Authorizer;
import dev.understack.model.KubeObject;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceType;
import java.util.Optional;
import java.util.function.Consumer;

/** The object API for one identity: settles what it may do, then does it. */
final class EmbeddedObjects implements ObjectApi {
  private static final String STATUS = "status";
  private final Identity identity;
  private final Authorizer authorizer;
  private final ObjectReads reads;
  private final ObjectWrites writes;

  EmbeddedObjects(
      Identity identity, Authorizer authorizer, ObjectReads reads, ObjectWrites writes) {
    this.identity = identity;
    this.authorizer = authorizer;
    this.reads = reads;
    this.writes = writes.by(identity);
  }

  @Override
  public KubeObject create(KubeObject object) {
    ResourceType type = ObjectPreparation.type(object);
    authorizer.check(identity, "create", type, "", ObjectPreparation.namespace(type, object), "");
    return writes.create(type, object);
  }

  @Override
  public KubeObject get(ObjectKey key) {
    return find(key).orElseThrow(() -> ApiException.notFound(key));
  }

  @Override
  public Optional<KubeObject> find(ObjectKey key) {
    check("get", key, "");
    return reads.find(key);
  }

  @Override
  public ObjectList list(ResourceType type, String namespace, Selection selection) {
    return list(type, namespace, selection, new Paging(0, ""));
  }

  @Override
  public ObjectList list(ResourceType type, String namespace, Selection selection, Paging paging) {
    checkMany("list", type, namespace, selection);
    return reads.list(type, namespace, selection, paging);
  }

  @Override
  public KubeObject update(KubeObject object) {
    ResourceType type = ObjectPreparation.type(object);
    ObjectKey key = ObjectPreparation.key(type, object);
    check("update", key, "");
    return writes.update(key, object);
  }

  /** Where status is a part of the object, the right to update the object is asked for. */
  @Override
  public KubeObject updateStatus(KubeObject object) {
    ResourceType type = ObjectPreparation.type(object);
    ObjectKey key = ObjectPreparation.key(type, object);
    check("update", key, type.statusSubresource() ? STATUS : "");
    return writes.updateStatus(key, object);
  }

  @Override
  public KubeObject patch(ObjectKey key, Patch patch) {
    check("patch", key, key.type().statusSubresource() ? patch.subresource() : "");
    if (patch.kind() == Patch.Kind.APPLY && reads.find(key).isEmpty()) {
      check("create", key, "");
      return writes.createApplied(key, patch);
    }
    return writes.patch(key, patch);
  }

  @Override
  public void delete(ObjectKey key, DeleteOptions options) {
    check("delete", key, "");
    writes.delete(key, options);
  }

  @Override
  public Watch watch(
      ResourceType type,
      String namespace,
      Selection selection,
      String resourceVersion,
      Consumer<WatchEvent> consumer) {
    checkMany("watch", type, namespace, selection);
    return reads.watch(type, namespace, selection, resourceVersion, consumer);
  }

  private void check(String verb, ObjectKey key, String subresource) {
    authorizer.check(identity, verb, key.type(), subresource, key.namespace(), key.name());
  }

  /** A selection of one name may be allowed by a rule with resourceNames. */
  private void checkMany(String verb, ResourceType type, String namespace, Selection selection) {
    String name =
        selection.fields().isEmpty() ? "" : SelectionFilter.of(selection).name().orElse("");
    authorizer.check(identity, verb, type, "", namespace, name);
  }
}
