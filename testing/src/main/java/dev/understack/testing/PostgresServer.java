package dev.understack.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A real PostgreSQL on a private loopback port; its user {@code test} owns everything. */
public final class PostgresServer implements AutoCloseable {
  private static final Path RELEASES = Path.of("/usr/lib/postgresql");

  private final int port = FreePorts.next();
  private final ServiceProcess server;

  private PostgresServer(Path home) {
    String programs = newestRelease().resolve("bin").toString();
    Path data = home.resolve("data");
    Path log = home.resolve("postgresql.log");
    ServiceProcess.run(
        log,
        Map.of(),
        unprivileged(
            programs + "/initdb",
            "--pgdata=" + data,
            "--username=test",
            "--auth=trust",
            "--encoding=UTF8",
            "--no-sync"));
    server =
        ServiceProcess.start(
            log,
            Map.of(),
            unprivileged(
                programs + "/postgres",
                "-D",
                data.toString(),
                "-h",
                "127.0.0.1",
                "-p",
                String.valueOf(port),
                "-k",
                home.toString(),
                "-c",
                "fsync=off",
                "-c",
                "full_page_writes=off"));
    server.awaitReady(Duration.ofSeconds(60), () -> Files.exists(home.resolve(".s.PGSQL." + port)));
    ServiceProcess.run(
        log,
        Map.of(),
        List.of(
            programs + "/createdb",
            "--host=127.0.0.1",
            "--port=" + port,
            "--username=test",
            "test"));
  }

  /** Starts a server with one empty database, {@code test}. Ready when this returns. */
  public static PostgresServer start() {
    DebianPackages.ensure(RELEASES.toString(), "postgresql");
    Path home = TemporaryFolders.create("postgresql");
    giveToPostgres(home);
    return new PostgresServer(home);
  }

  public int port() {
    return port;
  }

  @Override
  public void close() {
    server.close();
  }

  /** PostgreSQL refuses to run as root. */
  private static List<String> unprivileged(String... command) {
    List<String> all = new ArrayList<>();
    if (isRoot()) {
      all.addAll(
          List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--"));
    }
    all.addAll(List.of(command));
    return all;
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private static void giveToPostgres(Path folder) {
    if (!isRoot()) {
      return;
    }
    try {
      UserPrincipal owner =
          folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("postgres");
      Files.setOwner(folder, owner);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path newestRelease() {
    try (Stream<Path> releases = Files.list(RELEASES)) {
      return releases
          .filter(release -> Files.exists(release.resolve("bin/initdb")))
          .max(Comparator.comparingInt(r -> Integer.parseInt(r.getFileName().toString())))
          .orElseThrow(() -> new IllegalStateException("no PostgreSQL server in " + RELEASES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
