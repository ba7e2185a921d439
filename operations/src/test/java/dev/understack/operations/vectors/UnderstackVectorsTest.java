package dev.understack.operations.vectors;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.understack.operations.baremetal.BaremetalVectors;
import dev.understack.operations.bmc.BmcVectors;
import dev.understack.operations.dispatch.DispatchVectors;
import dev.understack.operations.enroll.EnrolVectors;
import dev.understack.operations.json.Trees;
import dev.understack.operations.keystone.KeystoneVectors;
import dev.understack.operations.netapp.NetappVectors;
import dev.understack.operations.network.NetworkVectors;
import dev.understack.testing.VectorFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Runs the vectors of the original operations; those about sensors are elsewhere: {@code
 * SensorVectorsTest} of the module {@code acceptance} plays them to the sensors. Where we behave
 * differently on purpose, the vector is listed with its reason in {@code vector-deviations.json}.
 */
class UnderstackVectorsTest {
  private static final Map<String, VectorRunner> RUNNERS =
      Map.ofEntries(
          entry("bmc-credentials", BmcVectors::credentials),
          entry("bmc-password", BmcVectors::password),
          entry("chassis-info", BmcVectors::chassis),
          entry("cinder-volume-type", NetappVectors::volumeType),
          entry("device-delete", BaremetalVectors::deviceDelete),
          entry("device-sync", BaremetalVectors::device),
          entry("disk", EnrolVectors::disk),
          entry("enroll-fw", EnrolVectors::firewall),
          entry("enroll-netdev", EnrolVectors::netdev),
          entry("enroll-server", EnrolVectors::server),
          entry("envelope", DispatchVectors::envelope),
          entry("interface-sync", BaremetalVectors::interfaces),
          entry("ironic-port", BaremetalVectors::event),
          entry("ironic-portgroup", BaremetalVectors::event),
          entry("ironic-provision-end", BaremetalVectors::provisionEnd),
          entry("keystone-project-handler", NetappVectors::project),
          entry("lldp", BmcVectors::neighbours),
          entry("nautobot-webhook", DispatchVectors::signature),
          entry("netapp-aggregate", NetappVectors::aggregate),
          entry("netapp-cleanup-project", NetappVectors::cleanup),
          entry("netapp-config", NetappVectors::config),
          entry("netapp-configure-interfaces", NetappVectors::interfaces),
          entry("netapp-lif", NetappVectors::home),
          entry("netapp-svm", NetappVectors::create),
          entry("netapp-volume", NetappVectors::names),
          entry("neutron-network", NetworkVectors::event),
          entry("neutron-subnet", NetworkVectors::event),
          entry("openstack-oslo-event", DispatchVectors::dispatcher),
          entry("options", DispatchVectors::options),
          entry("provision-state-map", BaremetalVectors::provisionState),
          entry("raid-config", EnrolVectors::raid),
          entry("resync-ironic", BaremetalVectors::resync),
          entry("resync-keystone", KeystoneVectors::resync),
          entry("sync-keystone", KeystoneVectors::sync),
          entry("sync-network-segment-range", NetworkVectors::range),
          entry("undersync-switch", NetworkVectors::undersync));

  private final Map<String, int[]> counts = new TreeMap<>();
  private final List<String> failures = new ArrayList<>();

  @Test
  void everyVectorPassesOrDeviatesForAReason() throws Exception {
    Optional<Path> file = VectorFile.find("UNDERSTACK_VECTORS", "understack-vectors.json");
    assumeTrue(file.isPresent(), "no vectors: set UNDERSTACK_VECTORS to understack-vectors.json");
    JsonNode deviations = deviations();
    for (Vector vector : Vector.read(Files.readString(file.get()))) {
      judge(vector, Trees.text(deviations, vector.title()));
    }
    System.out.println("operation: passed, deviated, failed, elsewhere");
    counts.forEach((operation, n) ->
        System.out.printf("  %-28s %3d %3d %3d %3d%n", operation, n[0], n[1], n[2], n[3]));
    assertThat(failures).isEmpty();
  }

  private void judge(Vector vector, Optional<String> reason) throws Exception {
    int[] count = counts.computeIfAbsent(vector.operation(), name -> new int[4]);
    VectorRunner runner = RUNNERS.get(vector.operation());
    if (runner == null) {
      count[3]++;
      return;
    }
    Optional<Throwable> difference = run(vector, runner);
    if (difference.isEmpty() && reason.isEmpty()) {
      count[0]++;
    } else if (difference.isPresent() && reason.isPresent()) {
      count[1]++;
    } else {
      count[2]++;
      failures.add(
          vector.title()
              + ": "
              + difference
                  .map(Throwable::toString)
                  .orElse("no longer deviates, take it off the list"));
    }
  }

  private static Optional<Throwable> run(Vector vector, VectorRunner runner) throws Exception {
    try (VectorSite site = new VectorSite()) {
      runner.run(vector, site);
      return Optional.empty();
    } catch (AssertionError | RuntimeException e) {
      return Optional.of(e);
    }
  }

  private static JsonNode deviations() throws IOException {
    try (InputStream list =
        UnderstackVectorsTest.class.getResourceAsStream("/vector-deviations.json")) {
      return list == null ? Trees.object() : Trees.read(list.readAllBytes());
    }
  }
}
