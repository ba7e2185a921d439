package dev.understack.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/**
 * The Python 3 releases that a package runs on.
 *
 * @param oldest minor version, included
 * @param newest minor version, included
 */
public record PythonVersions(int oldest, int newest) {
  private static final String DEBIAN = "/usr/bin/python3";

  /**
   * An interpreter of one of these versions that can make virtual environments; Debian's, if it
   * fits.
   */
  String find() {
    StringBuilder seen = new StringBuilder();
    for (String candidate : List.of(DEBIAN, "python3.12", "python3.11", "python3.10", "python3")) {
      OptionalInt minor = minor(candidate);
      if (minor.isPresent() && minor.getAsInt() >= oldest && minor.getAsInt() <= newest) {
        if (candidate.equals(DEBIAN)) {
          DebianPackages.ensure(
              Path.of("/usr/lib/python3." + minor.getAsInt(), "ensurepip").toString(),
              "python3-venv");
        }
        return candidate;
      }
      minor.ifPresent(found -> seen.append(' ').append(candidate).append("=3.").append(found));
    }
    throw new UnavailableException(
        "needs Python 3." + oldest + " to 3." + newest + "; this machine has:" + seen);
  }

  private static OptionalInt minor(String interpreter) {
    try {
      Process process =
          new ProcessBuilder(interpreter, "-c", "import sys; print(sys.version_info[1])")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String printed =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return printed.matches("\\d+")
          ? OptionalInt.of(Integer.parseInt(printed))
          : OptionalInt.empty();
    } catch (IOException e) {
      return OptionalInt.empty();
    }
  }
}
