package dev.understack.operations.resync;

import dev.understack.operations.console.Arguments;
import dev.understack.operations.console.Checks;
import dev.understack.operations.console.Usage;

/** The option of every resync to remove from Nautobot what its source no longer has. */
final class RemovalOption {
  private static final String NAME = "--remove-gone";

  private RemovalOption() {}

  static Usage addTo(Usage usage, boolean byDefault, String what) {
    return usage.option(
        NAME, String.valueOf(byDefault), Checks::truth, "whether to remove " + what);
  }

  static boolean isOn(Arguments arguments) {
    return Boolean.parseBoolean(arguments.get(NAME));
  }
}
