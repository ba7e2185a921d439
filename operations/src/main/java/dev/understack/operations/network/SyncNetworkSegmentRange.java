package dev.understack.operations.network;

import dev.understack.operations.Connections;
import dev.understack.operations.Operation;
import dev.understack.operations.OperationContext;
import dev.understack.operations.OperationFailedException;
import dev.understack.operations.OperationRun;
import dev.understack.operations.console.Arguments;
import dev.understack.operations.console.ConsoleScript;
import dev.understack.operations.console.Usage;
import dev.understack.operations.nautobot.NautobotClient;
import dev.understack.operations.nautobot.NautobotOptions;
import dev.understack.operations.openstack.OpenStack;
import java.util.List;
import java.util.Optional;

/**
 * {@code sync-network-segment-range}: keeps the ranges of a UCVNI group in step with a Neutron
 * segment range. A note with the range's id remembers what the range was.
 */
public final class SyncNetworkSegmentRange implements Operation {
  /** One for all groups: a renamed range changes two. */
  private static final String LOCK = "ucvni-groups";

  private static final int UNKNOWN_EVENT = 2;
  private static final String CREATED = "network_segment_range.create.end";
  private static final String UPDATED = "network_segment_range.update.end";
  private static final String DELETED = "network_segment_range.delete.end";

  private static final Usage USAGE =
      NautobotOptions.addTo(
          Usage.of("sync-network-segment-range", "Update UCVNI group ranges from Neutron")
              .option("--os-cloud", null, "cloud whose Neutron says what the range is like by now")
              .positional("event", "what happened")
              .positional("segment_name", "name of the range, which is that of the group")
              .positional("network_type", "vxlan")
              .positional("segment_range_id", "id of the range")
              .positional("segment_min_range", "first id")
              .positional("segment_max_range", "last id"));

  private final ConsoleScript script;

  public SyncNetworkSegmentRange(Connections connections) {
    script = new ConsoleScript(USAGE, connections, SyncNetworkSegmentRange::sync);
  }

  @Override
  public String name() {
    return script.name();
  }

  @Override
  public int run(OperationContext context, List<String> arguments) throws InterruptedException {
    return script.run(context, arguments);
  }

  private static int sync(OperationRun run, Arguments arguments) {
    String event = arguments.get("event");
    if (!List.of(CREATED, UPDATED, DELETED).contains(event)) {
      throw new OperationFailedException(UNKNOWN_EVENT, "Cannot handle event: " + event);
    }
    NautobotClient nautobot = NautobotOptions.client(run, arguments);
    String id = arguments.get("segment_range_id");
    SegmentRange range =
        arguments
            .find("--os-cloud")
            .map(cloud -> present(run, cloud, arguments))
            .orElseGet(() -> told(arguments));
    return run.connections()
        .locks()
        .holding(LOCK, () -> new GroupRanges(run, nautobot, id).follow(range));
  }

  /** What the event says. */
  private static SegmentRange told(Arguments arguments) {
    return new SegmentRange(
        arguments.get("segment_name"),
        Optional.of(arguments.get("segment_min_range") + "-" + arguments.get("segment_max_range"))
            .filter(bounds -> !arguments.get("event").equals(DELETED)));
  }

  /** What Neutron says now, whatever the event says happened. */
  private static SegmentRange present(OperationRun run, String cloud, Arguments arguments) {
    return OpenStack.open(run, Optional.of(cloud))
        .neutron()
        .findSegmentRange(arguments.get("segment_range_id"))
        .map(range ->
            new SegmentRange(
                range.path("name").asString(""),
                Optional.of(range.path("minimum").asInt() + "-" + range.path("maximum").asInt())))
        .orElseGet(() -> new SegmentRange(arguments.get("segment_name"), Optional.empty()));
  }
}
