package dev.understack.sensors.lint;

import dev.understack.cluster.Admission;
import dev.understack.cluster.Identity;
import dev.understack.model.Faults;
import dev.understack.model.KubeObject;
import dev.understack.model.ResourceType;
import dev.understack.model.ResourceTypes;
import dev.understack.model.events.EventBusSpec;
import dev.understack.model.events.SensorSpec;
import dev.understack.model.events.UnknownFields;
import java.util.Optional;

/**
 * Keeps out EventBus and Sensor objects that Argo Events' webhook refuses. Unknown fields, and an
 * EventBus that is not there yet, are let through and told in the status.
 */
public final class SensorAdmission implements Admission {

  @Override
  public void review(
      Identity caller,
      ResourceType type,
      KubeObject object,
      Optional<KubeObject> before,
      Faults faults) {
    if (type.equals(ResourceTypes.SENSOR)) {
      SensorSpec _ = SensorSpec.read(object, faults, UnknownFields.IGNORE);
    } else if (type.equals(ResourceTypes.EVENT_BUS)) {
      EventBusSpec _ = EventBusSpec.read(object, faults, UnknownFields.IGNORE);
      before
          .flatMap(known -> EventBusSpec.refusedUpdate(known, object))
          .ifPresent(reason -> faults.add("spec", reason));
    }
  }
}
