package dev.understack.acceptance.nautobot;

import dev.understack.operations.Change;
import dev.understack.operations.Connections;
import dev.understack.operations.Operation;
import dev.understack.operations.OperationContext;
import dev.understack.operations.OperationFiles;
import dev.understack.operations.Operations;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Runs operations in this process with files and variables of its own. */
final class OperationBench {
  private final Connections connections = Connections.standard();
  private final Map<String, String> files = new HashMap<>();
  private final Map<String, String> environment = new HashMap<>();
  private final List<Change> changes = new CopyOnWriteArrayList<>();
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();

  OperationBench(String nautobotUrl, String nautobotToken, String cloudsYaml) {
    environment.put("NAUTOBOT_URL", nautobotUrl);
    environment.put("UCVNI_GROUP_NAME", "default");
    files.put("/etc/nb-token/token", nautobotToken);
    files.put("/etc/openstack/clouds.yaml", cloudsYaml);
  }

  /** Runs an operation; its exit code. */
  int run(String name, String... arguments) {
    changes.clear();
    log.reset();
    Operation operation = Operations.on(connections).find(name).orElseThrow();
    PrintStream out = new PrintStream(log, true, StandardCharsets.UTF_8);
    try {
      return operation.run(
          new OperationContext(
              environment, new Files(), out, out, changes::add, false, Clock.systemUTC()),
          List.of(arguments));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Runs the dispatcher on a notification; its exit code. */
  int event(String type, String payload) {
    files.put(
        "/tmp/event.json", "{\"event_type\": \"" + type + "\", \"payload\": " + payload + "}");
    return run("openstack-oslo-event", "--file", "/tmp/event.json");
  }

  /** What the last run changed; what it found right is left out. */
  List<String> changed() {
    return changes.stream()
        .filter(change -> change.action() != Change.Action.UNCHANGED)
        .map(change -> change.action() + " " + change.kind())
        .toList();
  }

  /** What the last run logged and printed. */
  String log() {
    return log.toString(StandardCharsets.UTF_8);
  }

  private final class Files implements OperationFiles {
    @Override
    public Optional<byte[]> read(String path) {
      return Optional.ofNullable(files.get(path))
          .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void write(String path, byte[] content) {
      files.put(path, new String(content, StandardCharsets.UTF_8));
    }

    @Override
    public List<String> list(String folder) {
      return List.of();
    }
  }
}
