package dev.understack.operations.enroll;

import dev.understack.operations.json.Trees;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Which logical disks a server gets: one per size of disk and controller. */
final class RaidPlan {
  private static final long GB = 1_000_000_000L;

  /** Disks of one size on one controller. */
  private record Group(long gigabytes, String controller) implements Comparable<Group> {
    private static final Comparator<Group> BY_SIZE =
        Comparator.comparingLong(Group::gigabytes).thenComparing(Group::controller);

    @Override
    public int compareTo(Group other) {
      return BY_SIZE.compare(this, other);
    }
  }

  private RaidPlan() {}

  /** Ironic's {@code target_raid_config}; no logical disks when there is no RAID hardware. */
  static ObjectNode of(JsonNode inventory) {
    TreeMap<Group, List<String>> disks = new TreeMap<>();
    for (JsonNode controller :
        Trees.items(Trees.at(inventory, "inventory", "storage_controllers"))) {
      String id = controller.path("id").asString("");
      if (id.toUpperCase(Locale.ROOT).contains("RAID")) {
        for (JsonNode drive : Trees.items(controller.path("drives"))) {
          Group group = new Group(gigabytes(drive), id);
          disks.computeIfAbsent(group, key -> new ArrayList<>()).add(drive.path("id").asString(""));
        }
      }
    }
    ObjectNode config = Trees.object();
    ArrayNode logical = config.putArray("logical_disks");
    disks.forEach((group, ids) -> add(logical, group, ids));
    return config;
  }

  /** Rounded down, so that disks of nearly one size belong together. */
  static long gigabytes(JsonNode drive) {
    return drive.path("size_bytes").asLong(drive.path("size").asLong(0)) / GB;
  }

  private static void add(ArrayNode logical, Group group, List<String> ids) {
    boolean first = logical.isEmpty();
    ObjectNode disk = logical.addObject().put("controller", group.controller());
    ArrayNode physical = disk.putArray("physical_disks");
    ids.stream().sorted().forEach(physical::add);
    disk.put("raid_level", level(ids.size())).put("size_gb", "MAX").put("is_root_volume", first);
  }

  private static String level(int disks) {
    return switch (disks) {
      case 1 -> "0";
      case 2 -> "1";
      default -> "5";
    };
  }
}
