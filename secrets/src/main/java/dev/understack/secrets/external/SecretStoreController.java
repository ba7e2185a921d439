package dev.understack.secrets.external;

import dev.understack.cluster.EventRecorder;
import dev.understack.cluster.ObjectApi;
import dev.understack.cluster.controller.Conditions;
import dev.understack.cluster.controller.Conditions.State;
import dev.understack.cluster.controller.Controller;
import dev.understack.model.KubeObject;
import dev.understack.model.ResourceType;
import dev.understack.model.ResourceTypes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Says in the status of a store whether it can be opened. */
public final class SecretStoreController implements Controller {
  private static final Duration LOOK_AGAIN = Duration.ofMinutes(5);
  private final ResourceType type;
  private final SecretStores stores;
  private final Clock clock;

  private SecretStoreController(ResourceType type, SecretStores stores, Clock clock) {
    this.type = type;
    this.stores = stores;
    this.clock = clock;
  }

  /** One for the stores of namespaces and one for those of the cluster. */
  public static List<Controller> all(SecretStores stores, Clock clock) {
    return Stream.of(ResourceTypes.SECRET_STORE, ResourceTypes.CLUSTER_SECRET_STORE)
        .<Controller>map(type -> new SecretStoreController(type, stores, clock))
        .toList();
  }

  @Override
  public ResourceType type() {
    return type;
  }

  @Override
  public Optional<Duration> reconcile(ObjectApi api, KubeObject store) {
    if (store.deletionTimestamp().isPresent()) {
      return Optional.empty();
    }
    Conditions conditions = new Conditions(api, new EventRecorder(api, "external-secrets", clock));
    try {
      stores.open(store, store.namespace().isEmpty() ? "default" : store.namespace());
    } catch (ProviderException e) {
      set(
          conditions,
          store,
          new State("Ready", false, "InvalidProviderConfig", "" + e.getMessage()));
      throw e;
    }
    set(conditions, store, new State("Ready", true, "Valid", "store validated"));
    return Optional.of(LOOK_AGAIN);
  }

  private void set(Conditions conditions, KubeObject store, State state) {
    conditions.set(store, state, clock.instant(), status -> status.put("capabilities", "ReadOnly"));
  }
}
