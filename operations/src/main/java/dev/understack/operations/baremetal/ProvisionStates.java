package dev.understack.operations.baremetal;

import java.util.Optional;

/** What an Ironic provision state means for the status of the Nautobot device. */
public final class ProvisionStates {
  private ProvisionStates() {}

  /**
   * The name of the status; empty for states that pass by and for states that are not known, which
   * leave the status as it is. {@code unrescueing} stands in the table of the original.
   */
  public static Optional<String> status(String provisionState) {
    return switch (provisionState) {
      case "active" -> Optional.of("Active");
      case "enroll" -> Optional.of("Planned");
      case "available" -> Optional.of("Available");
      case "manageable" -> Optional.of("Staged");
      case "inspecting", "deploying" -> Optional.of("Provisioning");
      case "cleaning",
          "clean failed",
          "deploy failed",
          "error",
          "rescue",
          "rescue failed",
          "unrescueing" ->
          Optional.of("Quarantine");
      case "deleting" -> Optional.of("Decommissioning");
      default -> Optional.empty();
    };
  }
}
