package dev.understack.cluster.embedded;

import dev.understack.cluster.Admission;
import dev.understack.cluster.Cluster;
import dev.understack.cluster.Identity;
import dev.understack.cluster.ObjectApi;
import dev.understack.cluster.VirtualObjects;
import dev.understack.cluster.rbac.Authorizer;
import dev.understack.cluster.rbac.RbacPolicy;
import dev.understack.model.KubeObject;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceType;
import dev.understack.model.ResourceTypes;
import dev.understack.store.ObjectTable;
import dev.understack.store.ObjectTable.Query;
import dev.understack.store.ObjectTable.View;
import dev.understack.store.SqliteStore;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A cluster on the embedded store, without Kubernetes. It behaves as a Kubernetes API server does
 * towards objects: identities, RBAC, admission, optimistic concurrency, watches, finalizers and
 * garbage collection. Namespaces come into being on demand.
 */
public final class EmbeddedCluster implements Cluster, AutoCloseable {
  private final ObjectTable table;
  private final ObjectRules rules = new ObjectRules();
  private final VirtualKinds virtual = new VirtualKinds();
  private final Namespaces namespaces;
  private final Authorizer authorizer;
  private final ObjectReads reads;
  private final ObjectWrites writes;
  private final ObjectWrites dryWrites;
  private final GarbageCollector garbage;
  private final ServiceAccountTokens tokens;
  private final TokenSecrets tokenSecrets;
  private final List<Runnable> permissionListeners = new CopyOnWriteArrayList<>();

  /**
   * A cluster on these objects. Call {@link #start} before the first use.
   *
   * @param store holds its objects; nobody else writes them
   * @param clock for the times in metadata and tokens
   */
  public EmbeddedCluster(SqliteStore store, Clock clock) {
    this.table = store.objects();
    this.tokens = new ServiceAccountTokens(table, store.deriveKey("service account tokens"), clock);
    this.namespaces = new Namespaces(table);
    this.authorizer = new Authorizer(this::policy);
    this.reads = new ObjectReads(table, virtual);
    this.writes = writes(new StoredObjects.Durable(table), clock);
    this.dryWrites = writes(new StoredObjects.DryRun(table), clock);
    this.garbage = new GarbageCollector(table, writes, clock);
    this.tokenSecrets = new TokenSecrets(table, writes, tokens);
  }

  /** Adds what every cluster has, and goes on with deletions that a killed process left undone. */
  public void start() {
    table.deleteOrphanedRuns().join();
    BuiltinRoles.all().forEach(role -> writes.createIfAbsent(ResourceTypes.CLUSTER_ROLE, role));
    namespaces.add("default", writes);
    garbage.start();
  }

  /** Every later write is judged by this admission too. */
  public void admit(Admission admission) {
    rules.add(admission);
  }

  /** These objects appear beside the stored ones. */
  public void serve(VirtualObjects objects) {
    virtual.add(objects);
  }

  @Override
  public ObjectApi as(Identity identity) {
    return new EmbeddedObjects(identity, authorizer, reads, writes);
  }

  @Override
  public void onPermissionsChanged(Runnable listener) {
    permissionListeners.add(listener);
  }

  /** Like {@link #as}, but nothing is stored: everything short of that happens. */
  public ObjectApi dryRun(Identity identity) {
    return new EmbeddedObjects(identity, authorizer, reads, dryWrites);
  }

  /** Who may do what. */
  public Authorizer authorizer() {
    return authorizer;
  }

  /** Bearer tokens of its service accounts. */
  public ServiceAccountTokens tokens() {
    return tokens;
  }

  @Override
  public void close() {
    garbage.stop();
  }

  private ObjectWrites writes(StoredObjects stored, Clock clock) {
    return new ObjectWrites(
        Identity.SYSTEM,
        table,
        stored,
        new ObjectPreparation(clock),
        rules,
        namespaces,
        new Listener());
  }

  private RbacPolicy policy() {
    return new RbacPolicy(
        all(ResourceTypes.ROLE),
        all(ResourceTypes.CLUSTER_ROLE),
        all(ResourceTypes.ROLE_BINDING),
        all(ResourceTypes.CLUSTER_ROLE_BINDING));
  }

  private List<KubeObject> all(ResourceType type) {
    return table.list(Query.all(type, "", View.WITHOUT_NODES)).items();
  }

  /** What follows from a write. */
  private final class Listener implements ObjectWrites.WriteListener {
    @Override
    public void written(ObjectKey key, KubeObject object) {
      forget(key);
      if (key.type().equals(ResourceTypes.NAMESPACE) && object.deletionTimestamp().isEmpty()) {
        Namespaces.addDefaultAccount(key.name(), writes);
      }
      tokenSecrets.written(key, object);
      garbage.written(key, object);
    }

    @Override
    public void deleted(ObjectKey key, KubeObject object) {
      forget(key);
      garbage.deleted(key, object);
    }

    private void forget(ObjectKey key) {
      if (key.type().group().equals(ResourceTypes.ROLE.group())) {
        authorizer.changed();
        permissionListeners.forEach(Runnable::run);
      } else if (key.type().equals(ResourceTypes.NAMESPACE)) {
        namespaces.changed(key.name());
      }
    }
  }
}
