package dev.understack.operations;

import dev.understack.operations.dispatch.OpenstackOsloEvent;
import dev.understack.operations.keystone.SyncKeystone;
import dev.understack.operations.network.SyncNetworkSegmentRange;
import dev.understack.operations.network.UndersyncSwitch;
import dev.understack.operations.resync.ResyncIronic;
import dev.understack.operations.resync.ResyncKeystone;
import dev.understack.operations.resync.ResyncNeutron;
import java.util.List;
import java.util.Optional;

/** All UnderStack operations by the name of their console script. */
public final class Operations {
  private final List<Operation> all;

  private Operations(List<Operation> all) {
    this.all = List.copyOf(all);
  }

  /** Every operation there is, on connections of their own. */
  public static Operations standard() {
    return on(Connections.standard());
  }

  public static Operations on(Connections connections) {
    return new Operations(
        List.of(
            new OpenstackOsloEvent(connections),
            new ResyncIronic(connections),
            new ResyncKeystone(connections),
            new ResyncNeutron(connections),
            new SyncKeystone(connections),
            new SyncNetworkSegmentRange(connections),
            new UndersyncSwitch(connections)));
  }

  public List<Operation> all() {
    return all;
  }

  public Optional<Operation> find(String name) {
    return all.stream().filter(operation -> operation.name().equals(name)).findFirst();
  }
}
