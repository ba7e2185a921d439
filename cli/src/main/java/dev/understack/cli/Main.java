package dev.understack.cli;

import dev.understack.cli.command.Understack;

/** The {@code understack} command. */
public final class Main {
  private Main() {}

  /** Runs a command and exits with its code: 0 done, 1 failed, 2 wrong usage, 4 bad manifests. */
  public static void main(String[] arguments) {
    System.exit(Understack.commandLine().execute(arguments));
  }
}
