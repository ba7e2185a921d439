package dev.understack.operations.baremetal;

import dev.understack.operations.OperationRun;
import dev.understack.operations.nautobot.NautobotClient;
import dev.understack.operations.nautobot.NautobotEndpoint;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** A server stands where the switches stand that it is plugged into. */
final class SwitchPlaces {
  private final OperationRun run;
  private final NautobotClient nautobot;

  SwitchPlaces(OperationRun run, NautobotClient nautobot) {
    this.run = run;
    this.nautobot = nautobot;
  }

  /** The place of most of the switches; of several equal ones always the same. */
  Optional<Place> find(String node, List<JsonNode> ports) {
    Map<String, Long> cablesBySwitch =
        ports.stream()
            .flatMap(port -> SwitchPort.switchName(port).stream())
            .collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()));
    Map<Place, Long> cablesByPlace = new TreeMap<>();
    cablesBySwitch.forEach((name, cables) ->
        nautobot
            .find(NautobotEndpoint.DEVICES, Map.of("name", name))
            .flatMap(Place::of)
            .ifPresent(place -> cablesByPlace.merge(place, cables, Long::sum)));
    if (cablesByPlace.isEmpty()) {
      run.log().warn("No switch locations found for node " + node);
    } else if (cablesByPlace.size() > 1) {
      run.log().warn("node " + node + " is connected to switches in multiple racks");
    }
    return cablesByPlace.entrySet().stream()
        .max(
            Map.Entry.<Place, Long>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
        .map(Map.Entry::getKey);
  }
}
