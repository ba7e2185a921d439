package dev.understack.language.sprig;

import dev.understack.language.value.GoType;
import java.util.List;

/** Semantic versions. */
final class VersionFunctions {
  private VersionFunctions() {}

  static void addTo(FunctionTable table) {
    table.add("semver", a -> SemanticVersion.parse(a.text(0)), GoType.STRING);
    table.add("semverCompare", a -> compare(a.text(0), a.text(1)), GoType.STRING, GoType.STRING);
  }

  private static boolean compare(String constraint, String version) {
    List<List<VersionConstraint>> alternatives = VersionConstraint.parse(constraint);
    SemanticVersion parsed = SemanticVersion.parse(version);
    return alternatives.stream().anyMatch(all -> all.stream().allMatch(c -> c.allows(parsed)));
  }
}
