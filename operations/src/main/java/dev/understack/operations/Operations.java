package dev.understack.operations;

import dev.understack.operations.baremetal.SyncProvisionState;
import dev.understack.operations.bmc.BmcPassword;
import dev.understack.operations.dispatch.OpenstackOsloEvent;
import dev.understack.operations.enroll.EnrollFw;
import dev.understack.operations.enroll.EnrollNetdev;
import dev.understack.operations.enroll.EnrollServer;
import dev.understack.operations.keystone.KeystoneAutomationUser;
import dev.understack.operations.keystone.SyncKeystone;
import dev.understack.operations.maintenance.NeutronAgentDown;
import dev.understack.operations.maintenance.NodeOperation;
import dev.understack.operations.maintenance.OpenstackCommand;
import dev.understack.operations.netapp.NetappConfigureInterfaces;
import dev.understack.operations.netapp.NetappCreateSvm;
import dev.understack.operations.network.SyncNetworkSegmentRange;
import dev.understack.operations.network.UndersyncSwitch;
import dev.understack.operations.oob.OobOperation;
import dev.understack.operations.resync.ResyncIronic;
import dev.understack.operations.resync.ResyncKeystone;
import dev.understack.operations.resync.ResyncNeutron;
import dev.understack.operations.resync.ResyncResult;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All UnderStack operations by the name of their console script. */
public final class Operations {
  private final List<Operation> all;

  private Operations(Stream<Operation> all) {
    this.all = all.sorted(Comparator.comparing(Operation::name)).toList();
  }

  /** Every operation there is, on connections of their own. */
  public static Operations standard() {
    return on(Connections.standard());
  }

  public static Operations on(Connections connections) {
    Stream<Operation> single =
        Stream.of(
            BmcPassword.kube(connections),
            BmcPassword.plain(connections),
            new EnrollFw(connections),
            new EnrollNetdev(connections),
            new EnrollServer(connections),
            new KeystoneAutomationUser(connections),
            new NetappConfigureInterfaces(connections),
            new NetappCreateSvm(connections),
            new NeutronAgentDown(connections),
            new OpenstackCommand(connections),
            new OpenstackOsloEvent(connections),
            new ResyncIronic(connections),
            new ResyncKeystone(connections),
            new ResyncNeutron(connections),
            new ResyncResult(connections),
            new SyncKeystone(connections),
            new SyncNetworkSegmentRange(connections),
            new SyncProvisionState(connections),
            new UndersyncSwitch(connections));
    Stream<Operation> families =
        Stream.concat(
            NodeOperation.all(connections).stream(), OobOperation.all(connections).stream());
    return new Operations(Stream.concat(single, families));
  }

  /** Sorted by name. */
  public List<Operation> all() {
    return all;
  }

  public Optional<Operation> find(String name) {
    return all.stream().filter(operation -> operation.name().equals(name)).findFirst();
  }
}
