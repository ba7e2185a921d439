package dev.understack.server.standalone;

import dev.understack.bus.EventBuses;
import dev.understack.cluster.Identity;
import dev.understack.cluster.ObjectApi;
import dev.understack.cluster.embedded.EmbeddedCluster;
import dev.understack.executors.InProcessRuntime;
import dev.understack.executors.LocalNode;
import dev.understack.executors.RoutingExecutor;
import dev.understack.executors.pods.LeafPodLogs;
import dev.understack.model.Manifest;
import dev.understack.operations.Connections;
import dev.understack.operations.Operation;
import dev.understack.operations.Operations;
import dev.understack.sensors.SensorController;
import dev.understack.sensors.lint.SensorAdmission;
import dev.understack.server.argo.WorkflowActionApi;
import dev.understack.server.argo.WorkflowObjectApi;
import dev.understack.server.http.Endpoint;
import dev.understack.server.http.HttpApi;
import dev.understack.server.insight.InsightApi;
import dev.understack.server.kube.Kubeconfig;
import dev.understack.server.kube.KubernetesApi;
import dev.understack.server.kube.ServerCertificate;
import dev.understack.server.kube.TokenAuthenticator;
import dev.understack.sources.SourceAdmission;
import dev.understack.sources.SourceController;
import dev.understack.store.SqliteStore;
import dev.understack.workflows.EngineSettings;
import dev.understack.workflows.WorkflowEngine;
import dev.understack.workflows.WorkflowOperations;
import dev.understack.workflows.cron.CronEngine;
import dev.understack.workflows.lint.TemplateOnlyAdmission;
import dev.understack.workflows.lint.WorkflowAdmission;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The whole system in one process, on one state folder.
 *
 * <p>Parts start from the inside out, so that nothing arrives before there is someone to take it,
 * and close in the opposite order.
 */
public final class Standalone implements AutoCloseable {
  /** How long events, decisions and finished actions can be explained and replayed. */
  private static final Duration EVENTS_KEPT = Duration.ofDays(30);

  private final StandaloneConfig config;
  private final Path kubeconfig;
  private final String token;
  private final ServerCertificate certificate;
  private final SqliteStore store;
  private final EmbeddedCluster cluster;
  private final RoutingExecutor executor;
  private final WorkflowEngine engine;
  private final CronEngine cron;
  private final SensorController sensors;
  private final SourceController sources;
  private final Controllers controllers;
  private final HttpApi http;
  private volatile boolean ready;

  private Standalone(Path state, StandaloneConfig config) throws IOException {
    Clock clock = Clock.systemUTC();
    this.config = config;
    this.store = SqliteStore.open(state.resolve("store.db"), clock);
    this.cluster = new EmbeddedCluster(store, clock);
    ObjectApi system = cluster.as(Identity.SYSTEM);
    Sandboxes sandboxes = new Sandboxes(state, config);

    LocalNode node = LocalNode.below(state, system, new PodTokens(system, cluster.tokens()), clock);
    InProcessRuntime operations = new InProcessRuntime(operations(config), false, clock);
    this.executor = new RoutingExecutor(node, sandboxes.routes(), operations, sandboxes.runtime());
    this.engine =
        new WorkflowEngine(
            cluster, store.runs(), store.changes(), executor, clock, EngineSettings.standard());
    this.cron = new CronEngine(cluster, clock);
    WorkflowOperations workflows = new WorkflowOperations(cluster, engine);

    EventBuses buses = new EventBuses(store.events());
    this.sensors =
        new SensorController(
            cluster,
            buses,
            store.decisions(),
            store.actions(),
            new TriggeredActions(workflows),
            clock);
    this.sources = new SourceController(cluster, buses, "0.0.0.0", config.endpoints(), clock);

    this.controllers = new Controllers(cluster, executor, node.pods(), config, state, clock);

    this.token = AdminToken.of(config, state);
    this.certificate = ServerCertificates.of(config.listen(), state);
    TokenAuthenticator authenticator = new TokenAuthenticator(token, cluster.tokens());
    Endpoint endpoint = new Endpoint(authenticator);
    LeafPodLogs logs = new LeafPodLogs(node.pods(), node.logs());
    this.http =
        new HttpApi(
            config.listen(),
            certificate,
            List.of(
                // Before the object API, which answers for everything else below /api.
                new WorkflowActionApi(endpoint, workflows)::register,
                new WorkflowObjectApi(endpoint, cluster)::register,
                new InsightApi(endpoint, store, sensors.actions(), sources)::register,
                new KubernetesApi(cluster, authenticator, logs, () -> ready, clock)::register));
    this.kubeconfig = state.resolve("kubeconfig");
    cluster.serve(node.pods());
    cluster.admit(new WorkflowAdmission());
    cluster.admit(new TemplateOnlyAdmission(system, cluster.authorizer()));
    cluster.admit(new SourceAdmission());
    cluster.admit(new SensorAdmission());
  }

  /**
   * Starts the system.
   *
   * @param state an existing folder, used by no other process
   * @throws dev.understack.store.StoreUnavailableException when the store cannot be used; the
   *     message says why and what to do
   */
  public static Standalone start(Path state, StandaloneConfig config) throws IOException {
    Standalone system = new Standalone(state, config);
    try {
      system.begin();
      return system;
    } catch (IOException | RuntimeException e) {
      system.close();
      throw e;
    }
  }

  private void begin() throws IOException {
    store.keepFor(EVENTS_KEPT);
    cluster.start();
    new ConfiguredObjects(cluster).apply(config.objects());
    controllers.start();
    engine.start();
    cron.start();
    sensors.start();
    sources.start();
    http.start();
    Kubeconfig.write(kubeconfig, "https://" + http.address(), certificate, token, "default");
  }

  private static Map<String, Operation> operations(StandaloneConfig config) {
    return Operations.on(Connections.at(config.endpoints()::resolve)).all().stream()
        .collect(Collectors.toMap(Operation::name, Function.identity()));
  }

  /** Creates and changes objects as manifests say, as the administrator. */
  public ManifestLoad apply(List<Manifest> manifests) {
    return ManifestLoad.into(cluster, manifests);
  }

  /** What is missing for templates to work, as far as it shows before they run. */
  public List<String> shortcomings() {
    return new OperationNeeds(cluster.as(Identity.SYSTEM), operations(config).values()).unmet();
  }

  /** From now on {@code /readyz} answers that everything is up. */
  public void announceReady() {
    ready = true;
  }

  /** {@code host:port} of the API. */
  public String address() {
    return http.address();
  }

  /** A kubeconfig file for the administrator. */
  public Path kubeconfig() {
    return kubeconfig;
  }

  /** The objects, for parts in the same process. */
  public EmbeddedCluster cluster() {
    return cluster;
  }

  /** The records, for parts in the same process. */
  public SqliteStore store() {
    return store;
  }

  @Override
  public void close() {
    ready = false;
    http.close();
    sources.close();
    sensors.close();
    cron.close();
    engine.close();
    controllers.close();
    executor.close();
    cluster.close();
    store.close();
  }
}
