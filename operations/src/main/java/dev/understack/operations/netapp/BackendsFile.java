package dev.understack.operations.netapp;

import dev.understack.operations.OperationFailedException;
import dev.understack.operations.OperationRun;
import java.util.List;
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
    Map<String, Map<String, String>> sections = IniText.sections(path, text);
    if (sections.isEmpty()) {
      throw new OperationFailedException(path + " has no sections");
    }
    return sections.entrySet().stream().map(e -> Backend.of(e.getKey(), e.getValue())).toList();
  }
}
