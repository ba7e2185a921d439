package dev.understack.standins.amqp;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The initial configuration of a Qpid Broker-J. */
final class BrokerConfiguration {
  private BrokerConfiguration() {}

  static String of(int port, List<String> virtualHosts, Map<String, String> users) {
    ObjectNode broker = JsonNodeFactory.instance.objectNode();
    broker.put("name", "embedded").put("modelVersion", "9.1");
    broker
        .putObject("context")
        .put("queue.behaviourOnUnknownDeclareArgument", "IGNORE")
        .put("qpid.port.heartbeatDelay", "0");
    ObjectNode provider = broker.putArray("authenticationproviders").addObject();
    provider.put("name", "users").put("type", "Plain").put("secureOnlyMechanisms", "[]");
    ArrayNode accounts = provider.putArray("users");
    users.forEach((name, password) ->
        accounts.addObject().put("name", name).put("type", "managed").put("password", password));
    ObjectNode amqp = broker.putArray("ports").addObject();
    amqp.put("name", "AMQP")
        .put("port", String.valueOf(port))
        .put("bindingAddress", "127.0.0.1")
        .put("authenticationProvider", "users")
        .put("protocols", "[\"AMQP_0_9_1\"]");
    ArrayNode aliases = amqp.putArray("virtualhostaliases");
    aliases.addObject().put("name", "byName").put("type", "nameAlias");
    ArrayNode nodes = broker.putArray("virtualhostnodes");
    for (String name : virtualHosts) {
      nodes
          .addObject()
          .put("name", name)
          .put("type", "Memory")
          .put("virtualHostInitialConfiguration", "{\"type\": \"Memory\"}");
    }
    return broker.toString();
  }
}
