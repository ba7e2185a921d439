package dev.understack.operations.network;

import dev.understack.operations.OperationFailedException;
import dev.understack.operations.OperationRun;
import dev.understack.operations.http.RequestFailedException;
import dev.understack.operations.json.OpenStackIds;
import dev.understack.operations.json.Trees;
import dev.understack.operations.nautobot.NautobotClient;
import dev.understack.operations.nautobot.NautobotEndpoint;
import dev.understack.operations.openstack.NeutronClient;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A Neutron network as a Nautobot namespace and, when it has a VNI, a UCVNI; a subnet as a prefix.
 * Only what differs is written.
 */
public final class NetworkSync {
  /** The environment variable that names the group of new UCVNIs. */
  public static final String GROUP_VARIABLE = "UCVNI_GROUP_NAME";

  private static final String GLOBAL = "Global";

  private final OperationRun run;
  private final NautobotClient nautobot;
  private final Supplier<NeutronClient> neutron;
  private final Consumer<String> bringTenant;

  /** {@code bringTenant} gets the dashed id of a project that Nautobot does not know yet. */
  public NetworkSync(
      OperationRun run,
      NautobotClient nautobot,
      Supplier<NeutronClient> neutron,
      Consumer<String> bringTenant) {
    this.run = run;
    this.nautobot = nautobot;
    this.neutron = neutron;
    this.bringTenant = bringTenant;
  }

  /** Writes what belongs to a network. */
  public void network(JsonNode network) {
    String id = id(network);
    holding(id, () -> writeNetwork(id, network));
  }

  /**
   * Removes what belonged to a network: its prefixes, its namespace and its UCVNI.
   *
   * @param subnets ids of subnets that it had, whose prefixes may lie in the global namespace
   */
  public void networkGone(String id, List<String> subnets) {
    holding(
        id,
        () -> {
          if (!subnets.isEmpty()) {
            nautobot.deleteAll(NautobotEndpoint.PREFIXES, subnets);
          }
          nautobot
              .find(NautobotEndpoint.NAMESPACES, Map.of("name", id))
              .ifPresent(this::removeNamespace);
          nautobot.deleteAll(NautobotEndpoint.UCVNIS, List.of(id));
        });
  }

  /** Writes a subnet; {@code external} says where its addresses are unique. */
  public void subnet(JsonNode subnet, boolean external) {
    String network = Trees.text(subnet, "network_id").orElse("");
    holding(network, () -> writePrefix(subnet, external ? GLOBAL : network, network));
  }

  public void subnetGone(String id) {
    nautobot.deleteAll(NautobotEndpoint.PREFIXES, List.of(id));
  }

  private void holding(String network, Runnable body) {
    run.connections()
        .locks()
        .holding(
            "network/" + network,
            () -> {
              body.run();
              return network;
            });
  }

  private void writeNetwork(String id, JsonNode network) {
    if (nautobot.find(NautobotEndpoint.NAMESPACES, Map.of("name", id)).isEmpty()) {
      createNamespace(id);
    }
    Optional<String> type = Trees.text(network, "provider:network_type");
    int vni = network.path("provider:segmentation_id").asInt(0);
    if (vni != 0 && type.orElse("vxlan").equals("vxlan")) {
      writeUcvni(id, network, vni);
    }
  }

  private void writeUcvni(String id, JsonNode network, int vni) {
    String group =
        run.variable(GROUP_VARIABLE)
            .orElseThrow(() ->
                new OperationFailedException(
                    GROUP_VARIABLE + " is not set; it names the group of all new UCVNIs"));
    Optional<String> tenant = tenant(network);
    ObjectNode wanted = Trees.object().put("name", network.path("name").asString(""));
    wanted.putObject("status").put("name", "Active");
    wanted.set("tenant", Trees.textOrNull(tenant.orElse(null)));
    wanted.putObject("ucvni_group").put("name", group);
    wanted.put("ucvni_id", vni);
    Optional<JsonNode> known = nautobot.get(NautobotEndpoint.UCVNIS, id);
    if (known.isPresent() && isSame(known.get(), network, tenant, group, vni)) {
      nautobot.unchanged(NautobotEndpoint.UCVNIS, id);
      return;
    }
    withTenant(
        tenant,
        () ->
            withRoom(
                NautobotEndpoint.UCVNIS,
                id,
                Map.of("ucvni_id", String.valueOf(vni)),
                other -> isNamed(other, "ucvni_group", group),
                other -> neutron.get().findNetwork(other).isPresent(),
                () -> put(NautobotEndpoint.UCVNIS, id, wanted, known.isPresent())));
  }

  /** Somebody else may create the same object between our look and our write. */
  private void put(NautobotEndpoint endpoint, String id, ObjectNode wanted, boolean isKnown) {
    if (isKnown) {
      nautobot.update(endpoint, id, wanted);
      return;
    }
    try {
      nautobot.create(endpoint, wanted.deepCopy().put("id", id));
    } catch (RequestFailedException e) {
      if (!isRefusedFor(e, "this Id already exists")) {
        throw e;
      }
      nautobot.update(endpoint, id, wanted);
    }
  }

  private void createNamespace(String name) {
    try {
      nautobot.create(NautobotEndpoint.NAMESPACES, Trees.object().put("name", name));
    } catch (RequestFailedException e) {
      if (!isRefusedFor(e, "namespace with this name already exists")) {
        throw e;
      }
      run.log().info("namespace " + name + " was created meanwhile");
    }
  }

  private static boolean isRefusedFor(RequestFailedException refusal, String reason) {
    return refusal.status() == 400
        && refusal.text().toLowerCase(Locale.ROOT).contains(reason.toLowerCase(Locale.ROOT));
  }

  /**
   * A number or range may be in use again before the event about its last owner is handled: an
   * owner that Neutron no longer has gives way.
   *
   * @param filter finds who may be in the way, {@code rival} says who is
   */
  private void withRoom(
      NautobotEndpoint endpoint,
      String id,
      Map<String, String> filter,
      Predicate<JsonNode> rival,
      Predicate<String> exists,
      Runnable write) {
    try {
      write.run();
    } catch (RequestFailedException e) {
      Optional<String> owner =
          e.status() == 400 ? rival(endpoint, filter, rival) : Optional.empty();
      if (owner.isEmpty() || owner.get().equals(id) || exists.test(owner.get())) {
        throw e;
      }
      run.log().warn(endpoint.kind() + " " + owner.get() + " has no source any more");
      nautobot.deleteAll(endpoint, List.of(owner.get()));
      write.run();
    }
  }

  /** A namespace is named like an id, so Nautobot cannot be asked for its name. */
  private Optional<String> rival(
      NautobotEndpoint endpoint, Map<String, String> filter, Predicate<JsonNode> rival) {
    return nautobot.list(endpoint, filter).stream()
        .filter(rival)
        .flatMap(found -> Trees.text(found, "id").stream())
        .findFirst();
  }

  private static boolean isNamed(JsonNode object, String field, String name) {
    return Trees.reference(object, field, "name").filter(name::equals).isPresent();
  }

  private static boolean isSame(
      JsonNode known, JsonNode network, Optional<String> tenant, String group, int vni) {
    return known.path("name").asString("").equals(network.path("name").asString(""))
        && known.path("ucvni_id").asInt(0) == vni
        && Trees.reference(known, "status", "name").filter("Active"::equals).isPresent()
        && Trees.reference(known, "ucvni_group", "name").filter(group::equals).isPresent()
        && Trees.reference(known, "tenant", "id").equals(tenant);
  }

  private void writePrefix(JsonNode subnet, String namespace, String network) {
    String id = id(subnet);
    Optional<String> tenant = tenant(subnet);
    ObjectNode wanted = Trees.object().put("id", id);
    wanted.put("prefix", subnet.path("cidr").asString("")).put("status", "Active");
    wanted.putObject("namespace").put("name", namespace);
    if (tenant.isPresent()) {
      wanted.putObject("tenant").put("id", tenant.get());
    } else {
      wanted.putNull("tenant");
    }
    Optional<JsonNode> known = nautobot.get(NautobotEndpoint.PREFIXES, id);
    if (known.isPresent() && isSamePrefix(known.get(), subnet, tenant, namespace)) {
      nautobot.unchanged(NautobotEndpoint.PREFIXES, id);
      return;
    }
    if (!namespace.equals(GLOBAL)) {
      ensureNamespace(network);
    }
    withTenant(
        tenant,
        () ->
            withRoom(
                NautobotEndpoint.PREFIXES,
                id,
                Map.of("prefix", subnet.path("cidr").asString("")),
                other -> isNamed(other, "namespace", namespace),
                other -> neutron.get().findSubnet(other).isPresent(),
                () -> put(NautobotEndpoint.PREFIXES, id, wanted, known.isPresent())));
  }

  private static boolean isSamePrefix(
      JsonNode known, JsonNode subnet, Optional<String> tenant, String namespace) {
    return known.path("prefix").asString("").equals(subnet.path("cidr").asString(""))
        && Trees.reference(known, "status", "name").filter("Active"::equals).isPresent()
        && Trees.reference(known, "namespace", "name").filter(namespace::equals).isPresent()
        && Trees.reference(known, "tenant", "id").equals(tenant);
  }

  /** The event of the subnet may overtake that of its network. */
  private void ensureNamespace(String network) {
    if (nautobot.find(NautobotEndpoint.NAMESPACES, Map.of("name", network)).isEmpty()) {
      neutron
          .get()
          .findNetwork(network)
          .ifPresentOrElse(found -> writeNetwork(network, found), () -> createNamespace(network));
    }
  }

  private void withTenant(Optional<String> tenant, Runnable write) {
    try {
      write.run();
    } catch (RequestFailedException e) {
      if (e.status() != 400 || tenant.isEmpty() || !e.text().contains("\"tenant\"")) {
        throw e;
      }
      run.log().info("tenant " + tenant.get() + " is not in Nautobot yet");
      bringTenant.accept(tenant.get());
      write.run();
    }
  }

  private void removeNamespace(JsonNode namespace) {
    String id = namespace.path("id").asString();
    for (JsonNode prefix : nautobot.list(NautobotEndpoint.PREFIXES, Map.of("namespace", id))) {
      nautobot.delete(NautobotEndpoint.PREFIXES, prefix.path("id").asString());
    }
    nautobot.delete(NautobotEndpoint.NAMESPACES, id);
  }

  private static Optional<String> tenant(JsonNode object) {
    return Trees.text(object, "project_id").flatMap(OpenStackIds::dashed);
  }

  private static String id(JsonNode object) {
    return Trees.text(object, "id")
        .flatMap(OpenStackIds::dashed)
        .orElseThrow(() -> new OperationFailedException("no id in the event's payload"));
  }
}
