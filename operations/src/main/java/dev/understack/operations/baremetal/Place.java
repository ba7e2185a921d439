package dev.understack.operations.baremetal;

import dev.understack.operations.json.Trees;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Location and rack of a device, by their Nautobot ids. */
record Place(String location, String rack) implements Comparable<Place> {

  /** Empty unless the device has both. */
  static Optional<Place> of(JsonNode device) {
    return Trees.reference(device, "location", "id")
        .flatMap(l -> Trees.reference(device, "rack", "id").map(r -> new Place(l, r)));
  }

  @Override
  public int compareTo(Place other) {
    int byLocation = location.compareTo(other.location);
    return byLocation != 0 ? byLocation : rack.compareTo(other.rack);
  }
}
