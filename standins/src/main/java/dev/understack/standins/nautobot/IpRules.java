package dev.understack.standins.nautobot;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Prefixes have no host bits and are in a namespace. An address stands below a prefix of the
 * namespace it names, and has a full mask when it is given none.
 */
final class IpRules {
  private final Tables tables;
  private final References references;

  IpRules(Tables tables, References references) {
    this.tables = tables;
    this.references = references;
  }

  void check(Model model, ObjectNode row, JsonNode body, FieldErrors errors) {
    if (model.path().equals(Models.PREFIXES)) {
      network(row, errors);
    } else if (model.path().equals(Models.IP_ADDRESSES)) {
      address(row, body, errors);
    }
  }

  private void network(ObjectNode row, FieldErrors errors) {
    String given = row.path("prefix").asString("");
    if (!given.isEmpty()) {
      Formats.network(given)
          .ifPresentOrElse(
              network -> row.put("prefix", network),
              () -> errors.add("prefix", "Invalid IP address format: " + given));
    }
    if (row.path("namespace").isNull()) {
      tables
          .first(tables.need(Models.NAMESPACES), each -> isGlobal(each))
          .ifPresent(global -> row.set("namespace", global.path("id")));
    }
  }

  private static boolean isGlobal(JsonNode namespace) {
    return namespace.path("name").asString("").equals("Global");
  }

  private void address(ObjectNode row, JsonNode body, FieldErrors errors) {
    String address = row.path("address").asString("");
    String host = address.replaceAll("/.*$", "");
    if (address.isEmpty()) {
      return;
    }
    if (Formats.address(host).isEmpty()) {
      errors.add("address", "Invalid IP address format: " + address);
      return;
    }
    row.put("host", host);
    if (!address.contains("/")) {
      row.put("address", host + (host.contains(":") ? "/128" : "/32"));
    }
    errors.raise();
    place(row, body, host, errors);
  }

  private void place(ObjectNode row, JsonNode body, String host, FieldErrors errors) {
    if (!body.has("namespace")) {
      if (row.path("parent").isNull()) {
        errors.add("__all__", "One of parent or namespace must be provided");
      }
      return;
    }
    Model namespaces = tables.need(Models.NAMESPACES);
    String namespace = references.find(namespaces, body.path("namespace")).orElse("");
    ObjectNode found = tables.get(namespaces, namespace);
    if (found == null) {
      errors.add(
          "namespace",
          "Related object not found using the provided attributes: "
              + Formats.lookup(body.path("namespace")));
      return;
    }
    tables
        .first(
            tables.need(Models.PREFIXES),
            prefix ->
                prefix.path("namespace").asString("").equals(namespace)
                    && Formats.contains(prefix.path("prefix").asString(), host))
        .ifPresentOrElse(
            prefix -> row.set("parent", prefix.path("id")),
            () ->
                errors.add(
                    "namespace",
                    "No suitable parent Prefix for "
                        + host
                        + " exists in Namespace "
                        + found.path("name").asString("")));
  }
}
