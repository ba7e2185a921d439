package dev.understack.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpCommandTest {
  private final PrintStream out = System.out;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  OpCommandTest() {
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void restore() {
    System.setOut(out);
  }

  @Test
  void optionsAfterTheNameBelongToTheOperation() {
    int exit = Understack.commandLine().execute("op", "undersync-switch", "--help");

    assertThat(exit).isZero();
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("undersync-switch", "--physical-network");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bmc-kube-password",
        "bmc-password",
        "enroll-fw",
        "enroll-netdev",
        "enroll-server",
        "netapp-configure-interfaces",
        "netapp-create-svm",
        "openstack-oslo-event",
        "resync-ironic-nautobot",
        "resync-keystone-nautobot",
        "resync-neutron-nautobot",
        "sync-keystone",
        "sync-network-segment-range",
        "sync-provision-state",
        "undersync-switch"
      })
  void everyConsoleScriptOfTheOriginalImageTellsItsUsage(String script) {
    assertThat(Understack.commandLine().execute("op", script, "--help")).isZero();

    assertThat(printed.toString(StandardCharsets.UTF_8)).startsWith("usage: " + script);
  }

  @Test
  void withoutNameAllOperationsAreListed() {
    assertThat(Understack.commandLine().execute("op")).isZero();

    assertThat(printed.toString(StandardCharsets.UTF_8)).contains("sync-keystone", "enroll-server");
  }
}
