package dev.understack.model.events;

import dev.understack.model.Faults;
import dev.understack.model.Fields;
import dev.understack.model.KubeObject;
import java.util.Optional;

/**
 * What an EventBus asks for.
 *
 * @param kind which message system it names
 */
public record EventBusSpec(Kind kind) {

  /** The message systems of Argo Events. When several are given, the first one here counts. */
  public enum Kind {
    NATS("nats"),
    JETSTREAM("jetstream"),
    KAFKA("kafka"),
    JETSTREAM_EXOTIC("jetstreamExotic");

    private final String field;

    Kind(String field) {
      this.field = field;
    }

    /** The field below {@code spec}. */
    public String field() {
      return field;
    }
  }

  /** Reads the spec of an EventBus and adds every fault. */
  public static EventBusSpec read(KubeObject object, Faults faults, UnknownFields unknown) {
    Fields spec = Fields.of(object, faults).objectOrEmpty("spec");
    Kind kind = null;
    for (Kind candidate : Kind.values()) {
      if (spec.has(candidate.field)) {
        kind = kind == null ? candidate : kind;
        check(candidate, spec.objectOrEmpty(candidate.field));
      }
    }
    if (kind == null) {
      spec.fault(
          "",
          "invalid spec: either \"nats\", \"jetstream\", \"jetstreamExotic\", or \"kafka\" needs to"
              + " be specified");
    }
    unknown.check(spec);
    return new EventBusSpec(kind == null ? Kind.JETSTREAM : kind);
  }

  /** Why an update is refused: some parts of a bus cannot change. Empty when it is allowed. */
  public static Optional<String> refusedUpdate(KubeObject before, KubeObject after) {
    Fields was = Fields.of(before, Faults.of(before)).objectOrEmpty("spec");
    Fields is = Fields.of(after, Faults.of(after)).objectOrEmpty("spec");
    for (Kind kind : new Kind[] {Kind.NATS, Kind.JETSTREAM, Kind.JETSTREAM_EXOTIC}) {
      if (is.has(kind.field) && !was.has(kind.field)) {
        return Optional.of("Can not change event bus implementation");
      }
    }
    if (is.has("nats") && !natsShape(was).equals(natsShape(is))) {
      return Optional.of("\"spec.nats\" type and auth are immutable, can not be updated");
    }
    if (!streamConfig(was).equals(streamConfig(is))) {
      return Optional.of("\"spec.jetstream.streamConfig\" is immutable, can not be updated");
    }
    return Optional.empty();
  }

  private static String natsShape(Fields spec) {
    Fields nats = spec.objectOrEmpty("nats");
    String shape = nats.has("native") ? "native" : "exotic";
    return shape + " " + nats.objectOrEmpty(shape).text("auth", "none");
  }

  private static String streamConfig(Fields spec) {
    return spec.objectOrEmpty("jetstream").text("streamConfig");
  }

  private static void check(Kind kind, Fields bus) {
    switch (kind) {
      case NATS -> checkNats(bus);
      case JETSTREAM -> {
        if (bus.text("version").isEmpty()) {
          bus.fault("version", "invalid spec: a version for jetstream needs to be specified");
        }
        long replicas = bus.integer("replicas", 3);
        if (replicas == 2 || replicas <= 0) {
          bus.fault(
              "replicas", "invalid spec: a jetstream eventbus requires 1 replica or >= 3 replicas");
        }
      }
      case KAFKA, JETSTREAM_EXOTIC -> requireUrl(bus);
    }
  }

  private static void checkNats(Fields nats) {
    if (nats.has("native") && nats.has("exotic")) {
      nats.fault("", "\"native\" and \"exotic\" can not be defined together");
    }
    if (!nats.has("native") && !nats.has("exotic")) {
      nats.fault("", "either \"native\" or \"exotic\" must be defined");
    }
    nats.object("exotic")
        .ifPresent(exotic -> {
          if (exotic.text("clusterID").isEmpty()) {
            exotic.fault("clusterID", "\"spec.nats.exotic.clusterID\" is missing");
          }
          requireUrl(exotic);
        });
  }

  private static void requireUrl(Fields fields) {
    if (fields.text("url").isEmpty()) {
      fields.fault("url", "\"" + fields.at("url") + "\" is missing");
    }
  }
}
