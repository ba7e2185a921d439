package dev.understack.operations.keystone;

import dev.understack.operations.OperationRun;
import dev.understack.operations.openstack.KeystoneAdmin;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Which role assignments the words of a {@code keystone-role} label stand for. */
final class AutomationRoles {
  private final OperationRun run;
  private final KeystoneAdmin keystone;
  private final String userId;

  AutomationRoles(OperationRun run, KeystoneAdmin keystone, String userId) {
    this.run = run;
    this.keystone = keystone;
    this.userId = userId;
  }

  /** The paths below {@code /v3} to grant, in order; words that mean nothing are logged. */
  Set<String> paths(String automationProject, String words) {
    Set<String> paths = new LinkedHashSet<>();
    paths.add(grant("projects/" + automationProject, "reader"));
    Arrays.stream(words.split("[,._ ]+", -1))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .forEach(word -> path(word).ifPresent(paths::add));
    return paths;
  }

  private Optional<String> path(String word) {
    return switch (word) {
      case "tenant-read" -> Optional.of(inherited("reader"));
      case "tenant-readwrite" -> Optional.of(inherited("member"));
      case "tenant-admin" -> Optional.of(grant("domains/default", "admin"));
      case "infra-read" -> infrastructure("reader");
      case "infra-readwrite" -> infrastructure("admin");
      default -> {
        run.log().error("Invalid role " + word);
        yield Optional.empty();
      }
    };
  }

  private Optional<String> infrastructure(String role) {
    Optional<String> project = keystone.findProject("baremetal", keystone.domainId("infra"));
    if (project.isEmpty()) {
      run.log().error("domain infra has no project baremetal yet");
    }
    return project.map(id -> grant("projects/" + id, role));
  }

  private String inherited(String role) {
    return "OS-INHERIT/" + grant("domains/default", role) + "/inherited_to_projects";
  }

  private String grant(String scope, String role) {
    return scope + "/users/" + userId + "/roles/" + keystone.roleId(role);
  }
}
