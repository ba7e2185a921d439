package dev.understack.sensors;

import dev.understack.model.Fault;
import dev.understack.model.Faults;
import dev.understack.model.KubeObject;
import dev.understack.model.events.Conditions;
import dev.understack.model.events.EventBusSpec;
import dev.understack.model.events.UnknownFields;
import java.util.stream.Collectors;

/** The conditions of an EventBus object. */
final class BusStatus {
  private BusStatus() {}

  static Conditions conditions(KubeObject bus) {
    Faults faults = Faults.of(bus);
    EventBusSpec spec = EventBusSpec.read(bus, faults, UnknownFields.IGNORE);
    Conditions conditions = new Conditions();
    if (!faults.isEmpty()) {
      String all = faults.list().stream().map(Fault::inObject).collect(Collectors.joining("; "));
      return conditions.failed("Configured", "InvalidSpec", all).unknown("Deployed");
    }
    return conditions
        .met("Configured", "", "")
        .met("Deployed", "Succeeded", spec.kind().field() + " is served by the embedded bus");
  }
}
