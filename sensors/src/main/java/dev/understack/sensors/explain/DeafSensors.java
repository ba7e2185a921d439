package dev.understack.sensors.explain;

import dev.understack.model.KubeObject;
import dev.understack.model.ResourceTypes;
import dev.understack.sensors.explain.EventExplanation.DeafSensor;
import dev.understack.store.ObjectTable;
import dev.understack.store.ObjectTable.Query;
import dev.understack.store.ObjectTable.View;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The sensors of a namespace whose conditions say that they do not hear all they ask for. */
record DeafSensors(ObjectTable objects) {

  List<DeafSensor> in(String namespace) {
    List<DeafSensor> deaf = new ArrayList<>();
    for (KubeObject sensor :
        objects.list(Query.all(ResourceTypes.SENSOR, namespace, View.WITHOUT_NODES)).items()) {
      for (JsonNode condition : sensor.status().path("conditions")) {
        if (condition.path("status").asString("").equals("False")) {
          deaf.add(
              new DeafSensor(
                  namespace + "/" + sensor.name(), condition.path("message").asString("")));
        }
      }
    }
    return deaf;
  }
}
