package dev.understack.operations.oob;

import dev.understack.operations.OperationRun;
import dev.understack.operations.baremetal.SwitchPort;
import dev.understack.operations.bmc.NetworkCard.Neighbour;
import dev.understack.operations.json.Trees;
import dev.understack.operations.nautobot.NautobotClient;
import dev.understack.operations.nautobot.NautobotEndpoint;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which switch of Nautobot an LLDP neighbour is: the device with an interface that has the
 * neighbour's chassis id as its MAC address. Each one is asked for once.
 */
final class SwitchNeighbours {
  private final OperationRun run;
  private final NautobotClient nautobot;
  private final Map<String, Optional<String>> names = new HashMap<>();

  SwitchNeighbours(OperationRun run, NautobotClient nautobot) {
    this.run = run;
    this.nautobot = nautobot;
  }

  /** Empty, and a warning, when Nautobot knows no such switch, or several. */
  Optional<SwitchPort> port(Neighbour neighbour) {
    return names
        .computeIfAbsent(neighbour.switchMac().toUpperCase(Locale.ROOT), this::switchName)
        .map(name -> new SwitchPort(name, neighbour.port()));
  }

  private Optional<String> switchName(String mac) {
    List<String> devices =
        nautobot.list(NautobotEndpoint.INTERFACES, Map.of("mac_address", mac)).stream()
            .flatMap(row -> Trees.reference(row, "device", "name").stream())
            .distinct()
            .toList();
    if (devices.size() != 1) {
      run.log().warn("no cable to switch " + mac + ": Nautobot has it as " + devices);
      return Optional.empty();
    }
    return Optional.of(devices.getFirst());
  }
}
