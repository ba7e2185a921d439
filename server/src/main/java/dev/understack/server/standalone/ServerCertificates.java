package dev.understack.server.standalone;

import dev.understack.server.kube.ServerCertificate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The certificate of the API for the address that it listens on. */
final class ServerCertificates {
  private ServerCertificates() {}

  static ServerCertificate of(String listen, Path state) throws IOException {
    String host = listen.substring(0, Math.max(0, listen.lastIndexOf(':')));
    List<String> hosts = new ArrayList<>(List.of("IP:127.0.0.1", "DNS:localhost"));
    if (!host.isEmpty() && !host.equals("127.0.0.1") && !host.equals("localhost")) {
      boolean address = host.matches("[0-9.]+|\\[.*]");
      hosts.add((address ? "IP:" : "DNS:") + host.replaceAll("[\\[\\]]", ""));
    }
    return ServerCertificate.ensure(state.resolve("api.p12"), hosts);
  }
}
