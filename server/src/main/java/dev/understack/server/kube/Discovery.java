package dev.understack.server.kube;

import dev.understack.model.ResourceType;
import dev.understack.model.ResourceTypes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What the API serves, in the classic and in the aggregated form. */
final class Discovery {
  private static final List<String> VERBS =
      List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");
  private static final String AGGREGATED = "as=APIGroupDiscoveryList";
  private static final Set<String> IN_ALL = Set.of("Pod", "Service", "Job");

  private Discovery() {}

  /** A resource as it is listed. */
  private record Listed(
      String name, String kind, boolean namespaced, List<String> verbs, List<String> shortNames) {}

  /** {@code /api}. */
  static void core(Exchange exchange) {
    if (exchange.accept().contains(AGGREGATED)) {
      aggregated(exchange, List.of(""));
      return;
    }
    ObjectNode versions = object("APIVersions", "v1");
    versions.putArray("versions").add("v1");
    versions.putArray("serverAddressByClientCIDRs");
    exchange.send(200, versions);
  }

  /** {@code /apis}. */
  static void groups(Exchange exchange) {
    if (exchange.accept().contains(AGGREGATED)) {
      aggregated(exchange, groupNames());
      return;
    }
    ObjectNode list = object("APIGroupList", "v1");
    ArrayNode groups = list.putArray("groups");
    groupNames().forEach(name -> groups.add(group(name)));
    exchange.send(200, list);
  }

  /** {@code /apis/GROUP}. */
  static void group(Exchange exchange, String name) {
    if (!groupNames().contains(name)) {
      throw Target.noSuchResource();
    }
    ObjectNode group = group(name);
    group.put("kind", "APIGroup").put("apiVersion", "v1");
    exchange.send(200, group);
  }

  /** {@code /api/v1} and {@code /apis/GROUP/VERSION}. */
  static void resources(Exchange exchange, String group, String version) {
    if (!versions(group).contains(version)) {
      throw Target.noSuchResource();
    }
    ObjectNode list = object("APIResourceList", "v1");
    list.put("groupVersion", group.isEmpty() ? version : group + "/" + version);
    ArrayNode resources = list.putArray("resources");
    for (Listed each : listed(group, version)) {
      ObjectNode resource = resources.addObject();
      resource
          .put("name", each.name)
          .put("singularName", each.name.contains("/") ? "" : each.kind.toLowerCase(Locale.ROOT))
          .put("namespaced", each.namespaced)
          .put("kind", each.kind);
      texts(resource, "verbs", each.verbs);
      if (!each.shortNames.isEmpty()) {
        texts(resource, "shortNames", each.shortNames);
      }
      if (IN_ALL.contains(each.kind) && !each.name.contains("/")) {
        texts(resource, "categories", List.of("all"));
      }
    }
    exchange.send(200, list);
  }

  /** Every group and version, the core group as {@code ""}. */
  static Map<String, Set<String>> groupVersions() {
    Map<String, Set<String>> all = new LinkedHashMap<>();
    all.put("", versions(""));
    groupNames().forEach(group -> all.put(group, versions(group)));
    return all;
  }

  private static void aggregated(Exchange exchange, List<String> groups) {
    String version = exchange.accept().contains("v=v2;") ? "v2" : "v2beta1";
    ObjectNode list = object("APIGroupDiscoveryList", "apidiscovery.k8s.io/" + version);
    list.putObject("metadata");
    ArrayNode items = list.putArray("items");
    for (String group : groups) {
      ObjectNode item = items.addObject();
      ObjectNode metadata = item.putObject("metadata");
      if (!group.isEmpty()) {
        metadata.put("name", group);
      }
      ArrayNode versions = item.putArray("versions");
      for (String each : versions(group)) {
        ObjectNode entry = versions.addObject().put("version", each);
        ArrayNode resources = entry.putArray("resources");
        listed(group, each).stream()
            .filter(resource -> !resource.name.contains("/"))
            .forEach(resource -> aggregated(resources.addObject(), resource, group, each));
        entry.put("freshness", "Current");
      }
    }
    exchange.send(
        200,
        "application/json;g=apidiscovery.k8s.io;v=" + version + ";as=APIGroupDiscoveryList",
        dev.understack.model.Json.bytes(list));
  }

  private static void aggregated(ObjectNode entry, Listed resource, String group, String version) {
    entry.put("resource", resource.name);
    kind(entry.putObject("responseKind"), resource, group, version);
    entry
        .put("scope", resource.namespaced ? "Namespaced" : "Cluster")
        .put("singularResource", resource.kind.toLowerCase(Locale.ROOT));
    texts(entry, "verbs", resource.verbs);
    if (!resource.shortNames.isEmpty()) {
      texts(entry, "shortNames", resource.shortNames);
    }
    if (IN_ALL.contains(resource.kind)) {
      texts(entry, "categories", List.of("all"));
    }
    List<Listed> inside =
        listed(group, version).stream()
            .filter(other -> other.name.startsWith(resource.name + "/"))
            .toList();
    if (!inside.isEmpty()) {
      ArrayNode subresources = entry.putArray("subresources");
      for (Listed each : inside) {
        ObjectNode subresource =
            subresources
                .addObject()
                .put("subresource", each.name.substring(resource.name.length() + 1));
        kind(subresource.putObject("responseKind"), each, group, version);
        texts(subresource, "verbs", each.verbs);
      }
    }
  }

  private static void kind(ObjectNode node, Listed resource, String group, String version) {
    node.put("group", group).put("version", version).put("kind", resource.kind);
  }

  private static List<Listed> listed(String group, String version) {
    List<Listed> listed = new ArrayList<>();
    for (ResourceType type : ResourceTypes.all()) {
      if (!type.group().equals(group) || !ServedVersions.of(type).contains(version)) {
        continue;
      }
      listed.add(
          new Listed(type.plural(), type.kind(), type.namespaced(), VERBS, type.shortNames()));
      if (type.statusSubresource()) {
        listed.add(
            new Listed(
                type.plural() + "/status",
                type.kind(),
                type.namespaced(),
                List.of("get", "patch", "update"),
                List.of()));
      }
    }
    if (group.isEmpty()) {
      listed.add(new Listed("pods/log", "Pod", true, List.of("get"), List.of()));
      listed.add(
          new Listed("serviceaccounts/token", "TokenRequest", true, List.of("create"), List.of()));
    }
    Reviews.KINDS
        .getOrDefault(group, Map.of())
        .forEach((name, kind) ->
            listed.add(
                new Listed(name, kind, name.startsWith("local"), List.of("create"), List.of())));
    return listed;
  }

  private static ObjectNode group(String name) {
    ObjectNode group = JsonNodeFactory.instance.objectNode().put("name", name);
    ArrayNode versions = group.putArray("versions");
    for (String version : versions(name)) {
      versions.addObject().put("groupVersion", name + "/" + version).put("version", version);
    }
    group.set("preferredVersion", versions.get(0).deepCopy());
    return group;
  }

  private static Set<String> versions(String group) {
    Set<String> versions = new LinkedHashSet<>();
    ResourceTypes.all().stream()
        .filter(type -> type.group().equals(group))
        .forEach(type -> versions.addAll(ServedVersions.of(type)));
    if (Reviews.KINDS.containsKey(group)) {
      versions.add("v1");
    }
    return versions;
  }

  private static List<String> groupNames() {
    Set<String> names = new LinkedHashSet<>();
    ResourceTypes.all().stream()
        .map(ResourceType::group)
        .filter(group -> !group.isEmpty())
        .forEach(names::add);
    names.addAll(Reviews.KINDS.keySet());
    return List.copyOf(names);
  }

  private static ObjectNode object(String kind, String apiVersion) {
    return JsonNodeFactory.instance.objectNode().put("kind", kind).put("apiVersion", apiVersion);
  }

  private static void texts(ObjectNode node, String field, List<String> texts) {
    ArrayNode array = node.putArray(field);
    texts.forEach(array::add);
  }
}
