package dev.understack.secrets.rabbitmq;

import dev.understack.cluster.EventRecorder;
import dev.understack.cluster.ObjectApi;
import dev.understack.cluster.ObjectApi.Patch;
import dev.understack.cluster.ObjectApi.Selection;
import dev.understack.cluster.controller.Conditions;
import dev.understack.cluster.controller.Conditions.State;
import dev.understack.cluster.controller.Controller;
import dev.understack.model.KubeObject;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceType;
import dev.understack.model.ResourceTypes;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps a broker as objects of one kind describe it. A finalizer keeps a deleted object until the
 * broker has forgotten it.
 */
public final class TopologyController implements Controller {
  private static final String READY = "Ready";

  /** How often a broker that lost what it had, for example because it was rebuilt, gets it back. */
  private static final Duration LOOK_AGAIN = Duration.ofMinutes(5);

  private final TopologyKind kind;
  private final Brokers brokers;
  private final Clock clock;

  private TopologyController(TopologyKind kind, Brokers brokers, Clock clock) {
    this.kind = kind;
    this.brokers = brokers;
    this.clock = clock;
  }

  /** One controller for each kind. */
  public static List<Controller> all(Brokers brokers, Clock clock) {
    return Stream.of(
            new VhostKind(),
            new UserKind(),
            new PermissionKind(),
            new ExchangeKind(),
            new QueueKind(),
            new BindingKind(),
            new PolicyKind())
        .<Controller>map(kind -> new TopologyController(kind, brokers, clock))
        .toList();
  }

  @Override
  public ResourceType type() {
    return kind.type();
  }

  /** Credentials that appear or change matter to all objects of the namespace. */
  @Override
  public List<Dependency> dependencies(ObjectApi api) {
    return List.of(new Dependency(ResourceTypes.SECRET, secret -> inNamespaceOf(api, secret)));
  }

  private Collection<ObjectKey> inNamespaceOf(ObjectApi api, KubeObject secret) {
    return api.list(type(), secret.namespace(), Selection.ALL).items().stream()
        .filter(object -> object.tree().path("spec").toString().contains(referenced(secret)))
        .map(object -> new ObjectKey(type(), object.namespace(), object.name()))
        .toList();
  }

  /** A Secret by its own name, or by that of the User or cluster that it is made for. */
  private static String referenced(KubeObject secret) {
    String name = secret.name();
    for (String suffix : List.of(UserKind.CREDENTIALS_SUFFIX, "-default-user")) {
      if (name.endsWith(suffix)) {
        return "\"" + name.substring(0, name.length() - suffix.length()) + "\"";
      }
    }
    return "\"" + name + "\"";
  }

  @Override
  public Optional<Duration> reconcile(ObjectApi api, KubeObject object) {
    if (object.deletionTimestamp().isPresent()) {
      delete(api, object);
      return Optional.empty();
    }
    KubeObject kept = withFinalizer(api, object);
    Conditions conditions = new Conditions(api, new EventRecorder(api, "rabbitmq-topology", clock));
    Optional<Broker> broker = brokers.find(api, kept);
    if (broker.isEmpty()) {
      // Nothing to try again: a Secret that leads to the broker wakes this up.
      set(conditions, kept, failed(Brokers.describe(kept)));
      return Optional.of(LOOK_AGAIN);
    }
    try {
      kind.put(api, broker.get(), kept);
    } catch (BrokerException e) {
      set(conditions, kept, failed("" + e.getMessage()));
      throw e;
    }
    set(conditions, kept, new State(READY, true, "SuccessfulCreateOrUpdate", ""));
    return Optional.of(LOOK_AGAIN);
  }

  private static State failed(String message) {
    return new State(READY, false, "FailedCreateOrUpdate", message);
  }

  private void set(Conditions conditions, KubeObject object, State state) {
    conditions.set(
        object,
        state,
        clock.instant(),
        status -> {
          status.put("observedGeneration", object.generation());
          kind.status(object, status);
        });
  }

  private void delete(ObjectApi api, KubeObject object) {
    if (!object.finalizers().contains(finalizer())) {
      return;
    }
    boolean retained = object.spec().path("deletionPolicy").asString("delete").equals("retain");
    Optional<Broker> broker = retained ? Optional.empty() : brokers.find(api, object);
    // Without a broker there is nothing that could still hold it.
    broker.ifPresent(found -> kind.delete(api, found, object));
    patchFinalizers(
        api,
        object,
        object.finalizers().stream().filter(other -> !other.equals(finalizer())).toList());
  }

  private KubeObject withFinalizer(ObjectApi api, KubeObject object) {
    return object.finalizers().contains(finalizer())
        ? object
        : patchFinalizers(
            api,
            object,
            Stream.concat(object.finalizers().stream(), Stream.of(finalizer())).toList());
  }

  private KubeObject patchFinalizers(ObjectApi api, KubeObject object, List<String> finalizers) {
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    ArrayNode names =
        patch
            .putObject("metadata")
            .put("resourceVersion", object.resourceVersion())
            .putArray("finalizers");
    finalizers.forEach(names::add);
    return api.patch(
        new ObjectKey(type(), object.namespace(), object.name()),
        new Patch(Patch.Kind.MERGE, patch));
  }

  private String finalizer() {
    return "deletion.finalizers." + type().qualifiedPlural();
  }
}
