package dev.understack.server.standalone;

import dev.understack.executors.ContainerRuntime;
import dev.understack.executors.ImageRoutes;
import dev.understack.executors.ImageRoutes.Route;
import dev.understack.executors.ImageRoutes.Target;
import dev.understack.executors.sandbox.SandboxRuntime;
import dev.understack.executors.sandbox.SandboxSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How containers run, as the configuration says. */
record Sandboxes(Path state, StandaloneConfig config) {

  ImageRoutes routes() {
    List<Route> routes = new ArrayList<>();
    config
        .images()
        .forEach((pattern, target) ->
            routes.add(
                new Route(
                    pattern,
                    switch (target) {
                      case OPERATION -> Target.IN_PROCESS;
                      case SANDBOX -> Target.SANDBOX;
                    })));
    ImageRoutes defaults = ImageRoutes.defaults();
    routes.addAll(defaults.routes());
    return new ImageRoutes(routes, defaults.entrypoints());
  }

  ContainerRuntime runtime() throws IOException {
    return new SandboxRuntime(
        SandboxSettings.below(state)
            .withNetwork(
                config.sandbox().network()
                    ? SandboxSettings.Network.HOST
                    : SandboxSettings.Network.NONE));
  }
}
