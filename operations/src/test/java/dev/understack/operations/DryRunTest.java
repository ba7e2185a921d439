package dev.understack.operations;

import static dev.understack.operations.SiteFixture.NODE;
import static dev.understack.operations.SiteFixture.PORT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.operations.DryRunTrials.Trial;
import dev.understack.standins.http.Call;
import dev.understack.standins.http.HttpStandIn;
import dev.understack.standins.http.Reply;
import dev.understack.standins.netapp.OntapStandIn;
import dev.understack.standins.redfish.RedfishStandIn;
import dev.understack.standins.redfish.Vendor;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A dry run prints what would be changed and changes nothing: every operation, on a site where each
 * has something to do.
 */
class DryRunTest {
  /** Asks, although it is no GET: a token, a GraphQL query, a session that is closed again. */
  private static final String ASKING = "(?i)(POST|DELETE) .*(/auth/tokens|/graphql/|/Sessions.*)";

  private final SiteFixture site = new SiteFixture();
  private final OntapStandIn ontap = new OntapStandIn();
  private final RedfishStandIn bmc = new RedfishStandIn(Vendor.DELL, "calvin");
  private final HttpStandIn undersync = new HttpStandIn(_ -> new Reply(200, Map.of(), "{}"));

  @BeforeEach
  void seed() {
    DryRunTrials.seedKeystone(site);
    site.seedServer();
    DryRunTrials.seedNautobot(site);
    DryRunTrials.seedNeutron(site);
    DryRunTrials.seedOntap(ontap);
    site.run.environment.put("UCVNI_GROUP_NAME", "FOO");
    site.run.environment.put("UNDERSYNC_URL", undersync.address().toString());
    site.run.environment.put("REDFISH_URL_PATTERN", bmc.url());
    site.run.environment.put("BMC_MASTER", "the-master-key");
    site.run.files.put("/etc/undersync/token", "t");
    site.run.files.put("/etc/netapp/netapp_nvme.conf", ontap.configuration("one"));
    site.run.dryRun = true;
  }

  @AfterEach
  void close() {
    site.close();
    ontap.close();
    bmc.close();
    undersync.close();
  }

  @Test
  void everyOperationIsTried() {
    assertThat(DryRunTrials.all().map(Trial::operation).collect(Collectors.toSet()))
        .containsExactlyInAnyOrderElementsOf(
            Operations.standard().all().stream().map(Operation::name).toList());
  }

  @ParameterizedTest
  @MethodSource("dev.understack.operations.DryRunTrials#all")
  void printsWhatItWouldChangeAndChangesNothing(Trial trial) {
    trial.preparation().accept(site);
    services().forEach(HttpStandIn::forgetCalls);

    int exit = site.run.run(trial.operation(), trial.arguments().toArray(String[]::new));

    assertThat(exit).as(site.run.err()).isZero();
    assertThat(writes()).isEmpty();
    if (trial.prints().isEmpty()) {
      assertThat(site.run.out()).doesNotContain("dry run:");
    } else {
      assertThat(site.run.out()).containsPattern("dry run: " + trial.prints());
    }
    assertThat(site.run.out() + site.run.err())
        .doesNotContain("robot-password", "the-master-key", "the-nautobot-token");
  }

  @Test
  void deletedNodeAndProjectAreOnlyToldToo() {
    site.run.dryRun = false;
    site.ironicEvent("baremetal.node.update.end", NODE);
    site.ironicEvent("baremetal.port.create.end", PORT);
    site.ironic.remove("nodes", NODE);
    site.run.dryRun = true;
    services().forEach(HttpStandIn::forgetCalls);

    assertThat(site.ironicEvent("baremetal.node.delete.end", NODE)).isZero();

    assertThat(writes()).isEmpty();
    assertThat(site.run.out()).containsPattern("dry run: DELETE .*/api/dcim/devices/");
    assertThat(site.nautobot.object("dcim/devices", NODE)).isPresent();
  }

  private List<String> writes() {
    return services()
        .flatMap(service -> service.writes().stream())
        .map(Call::title)
        .filter(title -> !title.matches(ASKING))
        .toList();
  }

  private Stream<HttpStandIn> services() {
    return Stream.of(
        site.keystone.http(),
        site.ironic.http(),
        site.neutron.http(),
        site.nova.http(),
        site.nautobot.http(),
        ontap.http(),
        bmc.http(),
        undersync);
  }
}
