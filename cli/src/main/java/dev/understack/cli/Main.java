package dev.understack.cli;

import dev.understack.cli.command.Understack;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The {@code understack} command. */
public final class Main {
  /** Libraries that log through the JDK; held here, or the level would be collected with it. */
  private static final Logger LIBRARIES = Logger.getLogger("");

  private Main() {}

  /** Runs a command and exits with its code: 0 done, 1 failed, 2 wrong usage, 4 bad manifests. */
  public static void main(String[] arguments) {
    LIBRARIES.setLevel(Level.WARNING);
    System.exit(Understack.commandLine().execute(arguments));
  }
}
