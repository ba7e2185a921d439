package dev.understack.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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

  @Test
  void withoutNameAllOperationsAreListed() {
    assertThat(Understack.commandLine().execute("op")).isZero();

    assertThat(printed.toString(StandardCharsets.UTF_8)).contains("sync-keystone", "enroll-server");
  }
}
