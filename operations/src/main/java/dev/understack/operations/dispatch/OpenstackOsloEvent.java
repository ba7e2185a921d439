package dev.understack.operations.dispatch;

import dev.understack.operations.Connections;
import dev.understack.operations.Operation;
import dev.understack.operations.OperationContext;
import dev.understack.operations.OperationFailedException;
import dev.understack.operations.OperationRun;
import dev.understack.operations.console.Arguments;
import dev.understack.operations.console.ConsoleScript;
import dev.understack.operations.console.OperationLog;
import dev.understack.operations.console.Usage;
import dev.understack.operations.http.StoppedException;
import dev.understack.operations.json.Trees;
import dev.understack.operations.nautobot.NautobotClient;
import dev.understack.operations.nautobot.NautobotOptions;
import dev.understack.operations.network.NetworkSync;
import dev.understack.operations.openstack.OpenStack;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** {@code openstack-oslo-event}: hands one OpenStack notification to its handlers. */
public final class OpenstackOsloEvent implements Operation {
  private static final int UNREADABLE = 5;
  private static final int NO_HANDLER = 6;
  private static final int NO_CLIENT = 7;
  private static final int HANDLER_FAILED = 8;
  private static final String UNPLACED = "--unplaced";

  private static final Usage USAGE =
      NautobotOptions.addTo(
          Usage.of("openstack-oslo-event", "OpenStack Event Receiver")
              .option("--os-cloud", null, "cloud of clouds.yaml to work on")
              .option("--file", "/dev/stdin", "file with the event")
              .option(
                  UNPLACED,
                  "fail",
                  List.of("fail", "accept"),
                  "result for a node that nobody knows the place of yet: fail, or accept"));

  private final ConsoleScript script;

  public OpenstackOsloEvent(Connections connections) {
    script = new ConsoleScript(USAGE, connections, OpenstackOsloEvent::dispatch);
  }

  @Override
  public String name() {
    return script.name();
  }

  @Override
  public List<String> variables() {
    return List.of(NetworkSync.GROUP_VARIABLE);
  }

  @Override
  public int run(OperationContext context, List<String> arguments) throws InterruptedException {
    return script.run(context, arguments);
  }

  private static int dispatch(OperationRun run, Arguments arguments) {
    Optional<String> _ = NautobotOptions.address(run, arguments);
    JsonNode event = read(run, arguments.get("--file"));
    String type = validate(event);
    run.log().info("Received event: " + type);
    List<EventTable.Named> handlers = EventTable.handlers(type);
    if (handlers.isEmpty()) {
      run.log().error("No event handler for event type: " + type);
      run.log().info("handled types: " + String.join(", ", EventTable.TYPES));
      return NO_HANDLER;
    }
    int result = runAll(handlers, scene(run, arguments, event));
    run.log().info("Finished handling event: " + type);
    return result;
  }

  private static JsonNode read(OperationRun run, String file) {
    try {
      return Trees.read(
          run.text(file)
              .orElseThrow(() ->
                  new OperationFailedException(
                      UNREADABLE, "Event parsing failed: there is no file " + file)));
    } catch (JacksonException e) {
      throw new OperationFailedException(
          UNREADABLE, "Event parsing failed: " + e.getOriginalMessage());
    }
  }

  private static String validate(JsonNode event) {
    JsonNode type = event.path("event_type");
    if (type.isMissingNode() || type.isNull() || type.asString("").isEmpty()) {
      throw new OperationFailedException(
          UNREADABLE, "Event validation failed: Event must contain 'event_type' field");
    }
    if (!type.isString()) {
      throw new OperationFailedException(
          UNREADABLE, "Event validation failed: Event type must be a string");
    }
    return type.asString();
  }

  private static NotificationScene scene(OperationRun run, Arguments arguments, JsonNode event) {
    OpenStack openstack;
    try {
      openstack = OpenStack.open(run, arguments.find("--os-cloud"));
    } catch (OperationFailedException e) {
      throw noClient("OpenStack", e);
    }
    try {
      NautobotClient nautobot = NautobotOptions.client(run, arguments);
      return new NotificationScene(
          run, openstack, nautobot, event, arguments.get(UNPLACED).equals("accept"));
    } catch (OperationFailedException e) {
      throw noClient("Nautobot", e);
    }
  }

  private static OperationFailedException noClient(String system, RuntimeException cause) {
    return new OperationFailedException(
        NO_CLIENT,
        "Client initialization failed: Failed to initialize "
            + system
            + " client: "
            + OperationLog.reason(cause));
  }

  /** Every handler runs; the first failure among them is the result. */
  static int runAll(List<EventTable.Named> handlers, NotificationScene scene) {
    int result = 0;
    int number = 0;
    for (EventTable.Named handler : handlers) {
      number++;
      String title = "[" + scene.eventType() + "] ";
      scene
          .run()
          .log()
          .info(
              title + "Running handler " + number + "/" + handlers.size() + ": " + handler.name());
      int code = run(handler, scene);
      scene.run().log().info(title + handler.name() + " finished with return code: " + code);
      result = result == 0 ? code : result;
    }
    return result;
  }

  private static int run(EventTable.Named handler, NotificationScene scene) {
    try {
      return handler.handler().handle(scene);
    } catch (StoppedException e) {
      throw e;
    } catch (RuntimeException e) {
      scene
          .run()
          .log()
          .error(
              "["
                  + scene.eventType()
                  + "] Handler "
                  + handler.name()
                  + " failed: "
                  + OperationLog.reason(e));
      return HANDLER_FAILED;
    }
  }
}
