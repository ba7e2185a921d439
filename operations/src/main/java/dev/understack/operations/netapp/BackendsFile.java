package dev.understack.operations.netapp;

import dev.understack.operations.OperationFailedException;
import dev.understack.operations.OperationRun;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The INI file with the storage systems. */
final class BackendsFile {
  static final String PATH = "/etc/netapp/netapp_nvme.conf";

  private BackendsFile() {}

  /** All of them, in the order of the file; passwords are hidden from the log. */
  static List<Backend> read(OperationRun run, String path) {
    String text =
        run.text(path)
            .orElseThrow(
                () -> new OperationFailedException("NetApp configuration " + path + " is missing"));
    List<Backend> backends = parse(path, text);
    backends.forEach(backend -> run.log().hide(backend.password()));
    return backends;
  }

  static List<Backend> parse(String path, String text) {
    Map<String, Map<String, String>> sections = new LinkedHashMap<>();
    String section = "";
    for (String raw : text.lines().toList()) {
      String line = raw.strip();
      if (line.isEmpty() || line.startsWith("#") || line.startsWith(";")) {
        continue;
      }
      if (line.startsWith("[") && line.endsWith("]")) {
        section = line.substring(1, line.length() - 1).strip();
        sections.put(section, new LinkedHashMap<>());
        continue;
      }
      int equals = line.indexOf('=');
      int at = equals < 0 ? line.indexOf(':') : equals;
      Map<String, String> current = sections.get(section);
      if (at < 0 || current == null) {
        throw new OperationFailedException(path + " is malformed at: " + line.split("[=:]", 2)[0]);
      }
      current.put(
          line.substring(0, at).strip().toLowerCase(Locale.ROOT), line.substring(at + 1).strip());
    }
    if (sections.isEmpty()) {
      throw new OperationFailedException(path + " has no sections");
    }
    return sections.entrySet().stream().map(e -> Backend.of(e.getKey(), e.getValue())).toList();
  }
}
