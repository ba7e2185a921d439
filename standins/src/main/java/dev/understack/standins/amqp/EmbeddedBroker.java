package dev.understack.standins.amqp;

import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.qpid.server.SystemLauncher;
import org.apache.qpid.server.model.SystemConfig;

/**
 * An AMQP 0-9-1 broker inside this JVM, in memory, on a free port of 127.0.0.1. It knows the
 * virtual hosts and users given to it and lets every user do everything.
 */
public final class EmbeddedBroker implements AutoCloseable {
  private final SystemLauncher launcher = new SystemLauncher();
  private final int port;

  /** Starts; returns when it listens. {@code users} are passwords by user name. */
  public EmbeddedBroker(List<String> virtualHosts, Map<String, String> users) {
    this.port = freePort();
    try {
      Path configuration = Files.createTempFile("broker-", ".json");
      Files.writeString(configuration, BrokerConfiguration.of(port, virtualHosts, users));
      Map<String, Object> attributes = new HashMap<>();
      attributes.put(SystemConfig.TYPE, "Memory");
      attributes.put(SystemConfig.INITIAL_CONFIGURATION_LOCATION, configuration.toUri().toString());
      attributes.put(SystemConfig.STARTUP_LOGGED_TO_SYSTEM_OUT, false);
      launcher.startup(attributes);
      Files.deleteIfExists(configuration);
    } catch (IOException e) {
      throw new UncheckedIOException("the embedded broker cannot write its configuration", e);
    } catch (Exception e) {
      throw new IllegalStateException("the embedded broker did not start", e);
    }
  }

  public int port() {
    return port;
  }

  /** The AMQP address of a virtual host, without user. */
  public String url(String virtualHost) {
    return "amqp://127.0.0.1:" + port + "/" + virtualHost;
  }

  public ConnectionFactory connectionFactory(String virtualHost, String user, String password) {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost("127.0.0.1");
    factory.setPort(port);
    factory.setVirtualHost(virtualHost);
    factory.setUsername(user);
    factory.setPassword(password);
    return factory;
  }

  @Override
  public void close() {
    launcher.shutdown();
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("no free port", e);
    }
  }
}
