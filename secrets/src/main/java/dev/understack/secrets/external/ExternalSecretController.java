package dev.understack.secrets.external;

import dev.understack.cluster.EventRecorder;
import dev.understack.cluster.ObjectApi;
import dev.understack.cluster.ObjectApi.Selection;
import dev.understack.cluster.controller.Conditions;
import dev.understack.cluster.controller.Conditions.State;
import dev.understack.cluster.controller.Controller;
import dev.understack.language.go.GoDuration;
import dev.understack.model.KubeObject;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceType;
import dev.understack.model.ResourceTypes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Makes Secrets from ExternalSecrets, and renews them when their time has come, when their spec
 * changes, when somebody changed the Secret, and when a source in this cluster changes.
 */
public final class ExternalSecretController implements Controller {
  private static final String READY = "Ready";
  private final SecretStores stores;
  private final Clock clock;

  public ExternalSecretController(SecretStores stores, Clock clock) {
    this.stores = stores;
    this.clock = clock;
  }

  @Override
  public ResourceType type() {
    return ResourceTypes.EXTERNAL_SECRET;
  }

  @Override
  public List<Dependency> dependencies(ObjectApi api) {
    return List.of(
        new Dependency(
            ResourceTypes.SECRET, secret -> affected(api, new SecretUse(stores, secret))),
        new Dependency(ResourceTypes.SECRET_STORE, store -> affected(api, new StoreUse(store))),
        new Dependency(
            ResourceTypes.CLUSTER_SECRET_STORE, store -> affected(api, new StoreUse(store))));
  }

  private Collection<ObjectKey> affected(
      ObjectApi api, java.util.function.Predicate<KubeObject> uses) {
    return api.list(type(), "", Selection.ALL).items().stream()
        .filter(uses)
        .map(object -> new ObjectKey(type(), object.namespace(), object.name()))
        .toList();
  }

  @Override
  public Optional<Duration> reconcile(ObjectApi api, KubeObject object) {
    if (object.deletionTimestamp().isPresent()) {
      return Optional.empty();
    }
    EventRecorder events = new EventRecorder(api, "external-secrets", clock);
    Conditions conditions = new Conditions(api, events);
    try {
      return sync(api, object, conditions, events);
    } catch (ProviderException e) {
      State failed = new State(READY, false, "SecretSyncedError", "" + e.getMessage());
      conditions.set(object, failed, clock.instant(), status -> {});
      throw e;
    }
  }

  private Optional<Duration> sync(
      ObjectApi api, KubeObject object, Conditions conditions, EventRecorder events) {
    RefreshPlan plan = RefreshPlan.of(object, clock.instant());
    SourceData sources = new SourceData(api, stores, object);
    TargetSecret target = new TargetSecret(api, object);
    if (target.isProvided()) {
      State provided =
          new State(READY, true, "SecretProvided", "the configuration provides this secret");
      conditions.set(object, provided, clock.instant(), status -> {});
      return plan.next();
    }
    boolean needed = plan.isDue() || !target.isIntact();
    if (!needed && !sources.isRepeatable()) {
      return plan.next();
    }
    NavigableMap<String, byte[]> source;
    try {
      source = sources.read();
    } catch (ProviderException.NoSecret e) {
      if (!object.spec().path("target").path("deletionPolicy").asString("").equals("Delete")) {
        throw e;
      }
      target.delete();
      State gone = new State(READY, true, "SecretDeleted", "secret deleted due to DeletionPolicy");
      conditions.set(object, gone, clock.instant(), status -> {});
      return plan.next();
    }
    if (needed || !target.isMadeFrom(source)) {
      if (target.write(new SecretTemplate(api, object, source), source)) {
        events.record(object, EventRecorder.Type.NORMAL, "Updated", "secret updated");
      }
    }
    synced(object, plan, conditions);
    return plan.next();
  }

  private void synced(KubeObject object, RefreshPlan plan, Conditions conditions) {
    State ready = new State(READY, true, "SecretSynced", "secret synced");
    conditions.set(
        object,
        ready,
        clock.instant(),
        status -> {
          if (plan.isDue()) {
            status
                .put("refreshTime", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString())
                .put("syncedResourceVersion", plan.version());
          }
          status.putObject("binding").put("name", TargetSecret.name(object));
        });
  }

  /**
   * When an ExternalSecret is to be read again.
   *
   * @param isDue whether now
   * @param next when to look again; empty when never by itself
   * @param version what of the object has been taken into account
   */
  record RefreshPlan(boolean isDue, Optional<Duration> next, String version) {
    private static final Duration DEFAULT_INTERVAL = Duration.ofHours(1);

    static RefreshPlan of(KubeObject object, Instant now) {
      String version =
          object.generation()
              + "-"
              + Digest.of(
                  object.metadata().path("labels") + "" + object.metadata().path("annotations"));
      JsonNode status = object.status();
      String last = status.path("refreshTime").asString("");
      String policy = object.spec().path("refreshPolicy").asString("Periodic");
      boolean changed = !status.path("syncedResourceVersion").asString("").equals(version);
      Duration interval = interval(object);
      boolean periodic = policy.equals("Periodic") && !interval.isZero();
      if (last.isEmpty()) {
        return new RefreshPlan(true, periodic ? Optional.of(interval) : Optional.empty(), version);
      }
      Duration left = Duration.between(now, Instant.parse(last).plus(interval));
      boolean due = (changed && !policy.equals("CreatedOnce")) || (periodic && !left.isPositive());
      Optional<Duration> next = periodic ? Optional.of(due ? interval : left) : Optional.empty();
      return new RefreshPlan(due, next, version);
    }

    private static Duration interval(KubeObject object) {
      String text = object.spec().path("refreshInterval").asString("");
      return text.isEmpty() ? DEFAULT_INTERVAL : GoDuration.parse(text);
    }
  }
}
