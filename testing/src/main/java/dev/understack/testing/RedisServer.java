package dev.understack.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A real Redis in memory on a private loopback port. */
public final class RedisServer implements AutoCloseable {
  private static final String PROGRAM = "/usr/bin/redis-server";

  private final int port = FreePorts.next();
  private final ServiceProcess server;

  private RedisServer(Path home) {
    server =
        ServiceProcess.start(
            home.resolve("redis.log"),
            Map.of(),
            List.of(
                PROGRAM,
                "--bind",
                "127.0.0.1",
                "--port",
                String.valueOf(port),
                "--save",
                "",
                "--appendonly",
                "no",
                "--dir",
                home.toString()));
    server.awaitReady(Duration.ofSeconds(20), this::listens);
  }

  public static RedisServer start() {
    DebianPackages.ensure(PROGRAM, "redis-server");
    return new RedisServer(TemporaryFolders.create("redis"));
  }

  /** {@code redis://127.0.0.1:PORT}. */
  public String uri() {
    return "redis://127.0.0.1:" + port;
  }

  @Override
  public void close() {
    server.close();
  }

  private boolean listens() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
