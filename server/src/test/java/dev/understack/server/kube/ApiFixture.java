package dev.understack.server.kube;

import dev.understack.cluster.ApiException;
import dev.understack.cluster.ApiException.Reason;
import dev.understack.cluster.Identity;
import dev.understack.cluster.ObjectApi;
import dev.understack.cluster.PodLogs;
import dev.understack.cluster.embedded.EmbeddedCluster;
import dev.understack.server.http.HttpApi;
import dev.understack.store.SqliteStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** The Kubernetes API of an empty cluster on a free port. */
final class ApiFixture implements AutoCloseable {
  static final String TOKEN = "admin-token";
  private final SqliteStore store;
  private final EmbeddedCluster cluster;
  private final HttpApi server;
  private final ServerCertificate certificate;

  ApiFixture(Path folder) {
    store = SqliteStore.open(folder.resolve("store.db"));
    cluster = new EmbeddedCluster(store, Clock.systemUTC());
    cluster.start();
    KubernetesApi api =
        new KubernetesApi(
            cluster,
            new TokenAuthenticator(TOKEN, cluster.tokens()),
            new TwoLines(),
            () -> true,
            Clock.systemUTC());
    try {
      certificate = ServerCertificate.ensure(folder.resolve("api.p12"), List.of("IP:127.0.0.1"));
      server = new HttpApi("127.0.0.1:0", certificate, List.of(api::register));
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url() {
    return "https://" + server.address();
  }

  ServerCertificate certificate() {
    return certificate;
  }

  EmbeddedCluster cluster() {
    return cluster;
  }

  SqliteStore store() {
    return store;
  }

  ObjectApi admin() {
    return cluster.as(Identity.SYSTEM);
  }

  @Override
  public void close() {
    server.close();
    cluster.close();
    store.close();
  }

  /** Every container of a pod called {@code talker} says two lines. */
  private static final class TwoLines implements PodLogs {
    @Override
    public void read(LogRequest request, Sink sink) {
      if (!request.pod().equals("talker")) {
        throw new ApiException(Reason.NOT_FOUND, "pods \"" + request.pod() + "\" not found");
      }
      int first = request.tail().orElse(2) < 2 ? 2 : 1;
      for (int line = first; line <= 2; line++) {
        sink.line("line " + line + " of " + request.container());
      }
    }
  }
}
