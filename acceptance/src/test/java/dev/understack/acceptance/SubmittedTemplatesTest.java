package dev.understack.acceptance;

import static dev.understack.acceptance.SharedSystem.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.cli.command.Understack;
import dev.understack.model.KubeObject;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceTypes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * Every template of the shipped kustomization starts by {@code submit --from} with the parameters
 * and defaults that its callers know.
 */
class SubmittedTemplatesTest {
  private final PlatformSystem platform = PlatformSystem.get();

  /** Name; entrypoint to name, if any; required parameters; the others with their defaults. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "openstack-oslo-event|-|-|event-json={}",
        "keystone-event-project|-|event_type project_uuid|-",
        "netapp-configure-net|-|project_id|-",
        "neutron-event-network-segment-range|-|event_type segment_name network_type"
            + " segment_range_id segment_min_range segment_max_range|-",
        "sync-provision-state-to-nautobot|-|device_uuid provision_state lessee resource_class|-",
        "undersync-switch|-|physical_network|force=false dry_run=false",
        "enroll-server|-|ip_address|firmware_update=false raid_configure=true old_password=calvin"
            + " external_cmdb_id=",
        "enroll-netdev|-|name physical_network ports|external_cmdb_id= resource_class=generic",
        "enroll-fw|-|name physical_network ports resource_class|external_cmdb_id= management_ip="
            + " management_switch= management_switch_port= mate_serial=",
        "bmc-password|-|ip_address|-",
        "ansible-workflow-template|ansible-run|-|playbook=initial-setup.yml extra_vars=var=default"
            + " inventory_file=/runner/inventory/hosts.yaml project_path=/runner/project",
        "inspect-server|-|node|-",
        "server-firmware-update|-|node|-",
        "reclean-server|-|device_uuid|-",
        "alert-automation-neutron-agent-down|-|inputs id hostname|-",
        "resync-nautobot|-|-|-"
      })
  void theTemplateStartsWithTheParametersThatItsCallersKnow(
      String template, String entrypoint, String required, String optional) {
    // given
    Map<String, String> given = new LinkedHashMap<>();
    words(required).forEach(name -> given.put(name, "given-" + name.replace('_', '-')));
    Map<String, String> expected = new TreeMap<>(given);
    words(optional).forEach(pair -> expected.put(pair.split("=", 2)[0], pair.split("=", 2)[1]));
    List<String> command =
        new ArrayList<>(List.of("submit", "--from", "workflowtemplate/" + template));
    command.addAll(List.of("-n", "argo-events", "--name", "submitted-" + template));
    command.addAll(List.of("--kubeconfig", platform.system().kubeconfig().toString()));
    if (entrypoint != null) {
      command.addAll(List.of("--entrypoint", entrypoint));
    }
    given.forEach((name, value) -> command.addAll(List.of("-p", name + "=" + value)));

    // when
    int exit = Understack.commandLine().execute(command.toArray(String[]::new));

    // then
    assertThat(exit).isZero();
    KubeObject started =
        await()
            .until(
                () -> workflow("submitted-" + template),
                found -> !found.status().path("nodes").isEmpty());
    assertThat(started.status().path("message").asString("")).doesNotContain("failed to resolve");
    Map<String, String> known = new TreeMap<>();
    started
        .status()
        .at("/storedWorkflowTemplateSpec/arguments/parameters")
        .forEach(each -> known.put(each.path("name").asString(), each.path("value").asString("")));
    assertThat(known.keySet()).containsAll(expected.keySet());
    Map<String, String> seen = new TreeMap<>(known);
    seen.putAll(parameters(started.status().at("/nodes/submitted-" + template)));
    assertThat(seen).containsAllEntriesOf(expected);
    assertThat(platform.kubectl("delete", "wf", started.name(), "-n", "argo-events").exitCode())
        .isZero();
  }

  private KubeObject workflow(String name) {
    return platform.objects().get(new ObjectKey(ResourceTypes.WORKFLOW, "argo-events", name));
  }

  private static Map<String, String> parameters(JsonNode node) {
    Map<String, String> parameters = new TreeMap<>();
    node.at("/inputs/parameters")
        .forEach(
            each -> parameters.put(each.path("name").asString(), each.path("value").asString("")));
    return parameters;
  }

  private static List<String> words(String text) {
    return text == null ? List.of() : List.of(text.strip().split(" +", -1));
  }
}
