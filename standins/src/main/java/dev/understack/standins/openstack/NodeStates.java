package dev.understack.standins.openstack;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How a node walks from one provision state to another. */
final class NodeStates {
  private NodeStates() {}

  /** The states after the request, in order; empty when the state does not allow it. */
  static Optional<List<String>> walk(String state, String target) {
    return switch (target) {
      case "manage" ->
          when(
              state,
              Set.of("enroll", "available", "inspect failed", "clean failed", "manageable"),
              "verifying",
              "manageable");
      case "inspect" ->
          when(state, Set.of("manageable", "inspect failed"), "inspecting", "manageable");
      case "provide" -> when(state, Set.of("manageable"), "cleaning", "available");
      case "clean" -> when(state, Set.of("manageable"), "cleaning", "manageable");
      case "active" -> when(state, Set.of("available", "active"), "deploying", "active");
      case "deleted" ->
          when(state, Set.of("active", "deploy failed"), "deleting", "cleaning", "available");
      default -> Optional.empty();
    };
  }

  private static Optional<List<String>> when(String state, Set<String> allowed, String... walk) {
    return allowed.contains(state) ? Optional.of(List.of(walk)) : Optional.empty();
  }
}
