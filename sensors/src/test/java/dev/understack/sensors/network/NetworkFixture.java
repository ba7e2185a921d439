package dev.understack.sensors.network;

import dev.understack.bus.BusEvent;
import dev.understack.model.Faults;
import dev.understack.model.KubeObject;
import dev.understack.model.ManifestReader;
import dev.understack.model.events.SensorSpec;
import dev.understack.model.events.UnknownFields;
import dev.understack.sensors.trigger.TriggerTypes;
import dev.understack.store.StoredEvent;
import java.time.Instant;

/** Sensors and events for tests of the decision core. */
final class NetworkFixture {
  static final TriggerTypes TYPES = TriggerTypes.load();

  private NetworkFixture() {}

  static CompiledSensor sensor(String yaml) {
    KubeObject object = ManifestReader.read("test", yaml).getFirst().object();
    Faults faults = Faults.of(object);
    SensorSpec spec = SensorSpec.read(object, faults, UnknownFields.REJECT);
    faults.throwIfAny();
    return CompiledSensor.compile(object, spec, TYPES);
  }

  /** A sensor on es/ev that fires for one text at body.type. */
  static CompiledSensor filtering(String name, String type) {
    return sensor(
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Sensor
        metadata: {name: %s, namespace: ns}
        spec:
          dependencies:
            - name: dep
              eventSourceName: es
              eventName: ev
              filters: {data: [{path: body.type, type: string, value: ["%s"]}]}
          triggers: [{template: {name: t, log: {}}}]
        """
            .formatted(name, type));
  }

  /** A sensor that waits for a, b and c of es with a condition. */
  static CompiledSensor joining(String name, String condition) {
    return sensor(
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Sensor
        metadata: {name: %s, namespace: ns}
        spec:
          dependencies:
            - {name: a, eventSourceName: es, eventName: a}
            - {name: b, eventSourceName: es, eventName: b}
            - {name: c, eventSourceName: es, eventName: c}
          triggers: [{template: {name: t, conditions: "%s", log: {}}}]
        """
            .formatted(name, condition));
  }

  static BusEvent event(long position, String subject, String data) {
    return BusEvent.of(
        new StoredEvent(
            position,
            "ns/default",
            "e" + position,
            "es",
            subject,
            "webhook",
            Instant.ofEpochSecond(1_700_000_000 + position),
            data));
  }
}
