package dev.understack.server.standalone;

import dev.understack.cluster.Cluster;
import dev.understack.cluster.Identity;
import dev.understack.cluster.ObjectApi;
import dev.understack.cluster.controller.Controller;
import dev.understack.cluster.controller.ControllerLoop;
import dev.understack.executors.RoutingExecutor;
import dev.understack.executors.jobs.JobController;
import dev.understack.executors.pods.PodCleaner;
import dev.understack.executors.pods.PodView;
import dev.understack.secrets.external.ExternalSecretController;
import dev.understack.secrets.external.SecretStoreController;
import dev.understack.secrets.external.SecretStores;
import dev.understack.secrets.rabbitmq.Broker;
import dev.understack.secrets.rabbitmq.Brokers;
import dev.understack.secrets.rabbitmq.TopologyController;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The controllers that bring single objects about: Jobs, External Secrets, RabbitMQ topology; and
 * what removes pods and logs with their owner.
 */
final class Controllers implements AutoCloseable {
  private static final String EVERY_OTHER = "*";

  private final List<ControllerLoop> loops = new ArrayList<>();
  private final PodCleaner cleaner;

  Controllers(
      Cluster cluster,
      RoutingExecutor executor,
      PodView pods,
      StandaloneConfig config,
      Path state,
      Clock clock) {
    SecretStores stores = new SecretStores(cluster, Optional.of(state.resolve("secrets")));
    List<Controller> controllers = new ArrayList<>();
    controllers.add(new JobController(executor, clock));
    controllers.add(new ExternalSecretController(stores, clock));
    controllers.addAll(SecretStoreController.all(stores, clock));
    controllers.addAll(TopologyController.all(brokers(config), clock));
    ObjectApi system = cluster.as(Identity.SYSTEM);
    controllers.forEach(controller -> loops.add(new ControllerLoop(system, controller)));
    this.cleaner = new PodCleaner(system, pods);
  }

  void start() {
    loops.forEach(ControllerLoop::start);
    cleaner.start();
  }

  @Override
  public void close() {
    cleaner.close();
    loops.forEach(ControllerLoop::close);
  }

  private static Brokers brokers(StandaloneConfig config) {
    Map<String, Broker> brokers = new HashMap<>();
    config
        .rabbitMq()
        .forEach((cluster, management) ->
            brokers.put(
                cluster,
                new Broker(
                    URI.create(management.managementUrl()),
                    management.user(),
                    management.password())));
    Optional<Broker> other = Optional.ofNullable(brokers.remove(EVERY_OTHER));
    return new Brokers(brokers, other);
  }
}
