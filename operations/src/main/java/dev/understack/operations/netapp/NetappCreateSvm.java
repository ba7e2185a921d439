package dev.understack.operations.netapp;

import dev.understack.operations.Connections;
import dev.understack.operations.Operation;
import dev.understack.operations.OperationContext;
import dev.understack.operations.OperationRun;
import dev.understack.operations.console.Arguments;
import dev.understack.operations.console.Checks;
import dev.understack.operations.console.ConsoleScript;
import dev.understack.operations.console.Usage;
import java.util.List;
import java.util.Optional;

/**
 * {@code netapp-create-svm}: makes the storage machine of a project by hand, whether the project is
 * tagged or not. One that exists is kept.
 */
public final class NetappCreateSvm implements Operation {
  private static final Usage USAGE =
      Usage.of("netapp-create-svm", "Create the SVM of a project")
          .required("--project-id", Checks::hexUuid, "id of the project");

  private final ConsoleScript script;

  public NetappCreateSvm(Connections connections) {
    script = new ConsoleScript(USAGE, connections, NetappCreateSvm::create);
  }

  @Override
  public String name() {
    return script.name();
  }

  @Override
  public int run(OperationContext context, List<String> arguments) throws InterruptedException {
    return script.run(context, arguments);
  }

  private static int create(OperationRun run, Arguments arguments) {
    String project = arguments.get("--project-id");
    return run.connections()
        .locks()
        .holding(
            "svm/" + project,
            () -> {
              Optional<ProjectSvm> existing = ProjectStorage.find(run, project);
              if (existing.isPresent()) {
                existing.get().sizeRootVolume();
                run.log().info("SVM " + existing.get().name() + " exists already");
              } else {
                run.log().info("Created SVM " + ProjectStorage.create(run, project));
              }
              return 0;
            });
  }
}
