package dev.understack.acceptance.openstack;

import dev.understack.testing.IronicServer;
import dev.understack.testing.KeystoneServer;
import dev.understack.testing.KeystoneServer.Format;
import dev.understack.testing.NeutronServer;
import dev.understack.testing.RabbitMqServer;
import dev.understack.testing.TemporaryFolders;
import java.net.URI;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A real Keystone, Ironic and Neutron, each on a virtual host of its own of a real RabbitMQ, as an
 * administrator sees them.
 */
final class RealOpenStack {
  private final RabbitMqServer rabbit = RabbitMqServer.shared();
  private final KeystoneServer keystone;
  private final IronicServer ironic;
  private final NeutronServer neutron;
  private final String token;

  RealOpenStack() {
    for (String service : new String[] {"keystone", "ironic", "neutron", "nova"}) {
      rabbit.freshVhost(service);
      rabbit.createUser("argo-" + service, service + "-secret", service);
    }
    keystone =
        KeystoneServer.start(TemporaryFolders.create("keystone"), rabbit, "keystone", Format.CADF);
    ironic = IronicServer.start(TemporaryFolders.create("ironic"), keystone, rabbit, "ironic");
    neutron = NeutronServer.start(TemporaryFolders.create("neutron"), keystone, rabbit, "neutron");
    token = keystone.token();
  }

  RabbitMqServer rabbit() {
    return rabbit;
  }

  URI authUrl() {
    return keystone.url();
  }

  String adminPassword() {
    return keystone.adminPassword();
  }

  String cloudsYaml() {
    return keystone.cloudsYaml();
  }

  /** Enters another service into the catalogue. */
  void offer(String name, String type, URI endpoint) {
    keystone.registerService(name, type, endpoint);
  }

  JsonNode keystone(String method, String path, String body) {
    return tree(keystone.call(token, method, path, body));
  }

  JsonNode ironic(String method, String path, String body) {
    return tree(ironic.call(token, method, "/v1" + path, body));
  }

  JsonNode neutron(String method, String path, String body) {
    return tree(neutron.call(token, method, path, body));
  }

  /** Registers an agent, as agents themselves do over the message bus; its id. */
  String agent(String host) {
    return neutron.storeAgent(host);
  }

  /** Whether somebody can log in. */
  boolean knows(String user, String domain, String password) {
    return keystone.accepts(user, domain, password);
  }

  /** Stores what an inspection of real hardware would have found. */
  void inventory(String node, String json) {
    ironic.storeInventory(node, json);
  }

  private static JsonNode tree(String text) {
    return JsonMapper.shared().readTree(text.isEmpty() ? "{}" : text);
  }
}
