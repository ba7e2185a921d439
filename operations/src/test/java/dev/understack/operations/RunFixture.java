package dev.understack.operations;

import dev.understack.operations.http.Pause;
import dev.understack.operations.http.RetrySchedule;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The surroundings of operations under test: files, variables and what came out. */
public final class RunFixture {
  /** Repeats fast, and long enough for an outage of a second. */
  public static final RetrySchedule QUICK =
      new RetrySchedule(Duration.ofMillis(5), Duration.ofMillis(50), Duration.ofSeconds(5));

  public final Connections connections;
  public final Map<String, String> files = new TreeMap<>();
  public final Map<String, String> environment = new TreeMap<>();
  public final Map<String, String> outputs = new LinkedHashMap<>();
  public final List<Change> changes = new CopyOnWriteArrayList<>();
  public boolean dryRun;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  public RunFixture() {
    this(Connections.with(QUICK, Pause.REAL));
  }

  public RunFixture(Connections connections) {
    this.connections = connections;
  }

  /** Runs an operation by name; the exit code. */
  public int run(String name, String... arguments) {
    Operation operation = Operations.on(connections).find(name).orElseThrow();
    try {
      return operation.run(context(), List.of(arguments));
    } catch (InterruptedException e) {
      throw new AssertionError("stopped", e);
    }
  }

  public OperationContext context() {
    return new OperationContext(
        environment,
        new MapFiles(),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        changes::add,
        dryRun,
        Clock.systemUTC());
  }

  public String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  public String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private final class MapFiles implements OperationFiles {
    @Override
    public Optional<byte[]> read(String path) {
      return Optional.ofNullable(files.get(path)).map(t -> t.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void write(String path, byte[] content) throws IOException {
      if (!path.startsWith("/var/run/argo/")) {
        throw new IOException("read-only: " + path);
      }
      String name = path.substring("/var/run/argo/output.".length());
      outputs.remove(name);
      outputs.put(name, new String(content, StandardCharsets.UTF_8));
    }

    @Override
    public List<String> list(String folder) {
      return files.keySet().stream()
          .filter(path -> path.startsWith(folder + "/"))
          .map(path -> path.substring(folder.length() + 1))
          .filter(name -> !name.contains("/"))
          .toList();
    }
  }
}
