package dev.understack.operations;

import dev.understack.operations.console.OperationLog;
import dev.understack.operations.http.HttpGate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** One run of one operation: the world it sees, its log and its way out. */
public record OperationRun(
    OperationContext context, OperationLog log, HttpGate gate, Connections connections) {

  /** A variable that is set and not empty. */
  public Optional<String> variable(String name) {
    return Optional.ofNullable(context.environment().get(name)).filter(text -> !text.isEmpty());
  }

  /** The stripped text of a file; empty when there is none. */
  public Optional<String> text(String path) {
    return context
        .files()
        .read(path)
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8).strip());
  }

  /** The content of a secret file, which the log will not show; empty when there is none. */
  public Optional<String> secret(String path) {
    return text(path).filter(text -> !text.isEmpty()).map(log::hide);
  }

  /** Writes an output parameter of the workflow step. */
  public void output(String name, String value) {
    try {
      context.files().write("/var/run/argo/output." + name, value.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new OperationFailedException(
          "cannot write output " + name + " to /var/run/argo: " + e.getMessage());
    }
  }
}
