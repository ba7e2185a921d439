package dev.understack.model;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * Where the services that manifests name really are: the place of cluster DNS on one machine.
 *
 * <p>A manifest may say {@code amqp://rabbitmq.openstack.svc.cluster.local:5672/keystone}; an entry
 * {@code rabbitmq.openstack.svc.cluster.local:5672 -> 127.0.0.1:25672} then leads it there. An
 * entry without a port stands for every port of its host.
 *
 * @param addresses host, or host:port, as manifests name them to host, or host:port, to connect to
 */
public record Endpoints(Map<String, String> addresses) {
  /** Manifests name real addresses. */
  public static final Endpoints NONE = new Endpoints(Map.of());

  public Endpoints {
    addresses = Map.copyOf(addresses);
  }

  /** A host and port to connect to. */
  public record Address(String host, int port) {}

  /** The address to connect to when a manifest names this one. */
  public Address resolve(String host, int port) {
    return Optional.ofNullable(addresses.get(host + ":" + port))
        .or(() -> Optional.ofNullable(addresses.get(host)))
        .map(to -> address(to, port))
        .orElseGet(() -> new Address(host, port));
  }

  /** The address to connect to when a manifest names this URI; the same when none is known. */
  public URI resolve(URI uri) {
    String host = uri.getHost();
    if (host == null || addresses.isEmpty()) {
      return uri;
    }
    int port = uri.getPort() >= 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
    Address to = resolve(host, port);
    if (to.equals(new Address(host, port))) {
      return uri;
    }
    String user = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo() + "@";
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    return URI.create(
        uri.getScheme() + "://" + user + to.host() + ":" + to.port() + uri.getRawPath() + query);
  }

  private static Address address(String to, int port) {
    int colon = to.lastIndexOf(':');
    boolean hasPort = colon > 0 && to.indexOf(']', colon) < 0 && to.indexOf(':') == colon;
    return hasPort
        ? new Address(to.substring(0, colon), Integer.parseInt(to.substring(colon + 1)))
        : new Address(to, port);
  }
}
