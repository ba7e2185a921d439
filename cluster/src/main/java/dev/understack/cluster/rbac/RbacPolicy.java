package dev.understack.cluster.rbac;

import dev.understack.cluster.Identity;
import dev.understack.model.KubeObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/**
 * What all roles and bindings together allow, at one moment. Bindings are indexed by subject, and
 * the grants of an identity are collected once, so that a check looks at the identity's own rules
 * alone. Safe for several threads.
 */
public final class RbacPolicy {
  private static final String MASTERS = "system:masters";

  /** Identities remembered; callers present few, but tokens of strangers must not fill memory. */
  private static final int REMEMBERED = 10_000;

  private final Map<String, List<Grant>> bySubject = new HashMap<>();
  private final Map<Identity, List<Grant>> byIdentity = new ConcurrentHashMap<>();

  /**
   * A rule that somebody has.
   *
   * @param namespace where it holds; empty for everywhere
   */
  public record Grant(String namespace, PolicyRule rule) {
    boolean allows(Access access) {
      return (namespace.isEmpty() || namespace.equals(access.namespace())) && rule.allows(access);
    }
  }

  /**
   * Compiles the RBAC objects of a cluster; a binding to a role that is not there grants nothing.
   */
  public RbacPolicy(
      List<KubeObject> roles,
      List<KubeObject> clusterRoles,
      List<KubeObject> roleBindings,
      List<KubeObject> clusterRoleBindings) {
    Map<String, List<PolicyRule>> rules = new HashMap<>();
    roles.forEach(role -> rules.put(roleKey(role.namespace(), role.name()), rules(role)));
    clusterRoles.forEach(role -> rules.put(roleKey("", role.name()), rules(role)));
    roleBindings.forEach(binding -> bind(binding, binding.namespace(), rules));
    clusterRoleBindings.forEach(binding -> bind(binding, "", rules));
  }

  /** Whether the identity may do this. */
  public boolean allows(Identity identity, Access access) {
    if (isMaster(identity)) {
      return true;
    }
    for (Grant grant : grants(identity)) {
      if (grant.allows(access)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the identity may use a path outside the object API. */
  public boolean allows(Identity identity, String verb, String path) {
    return isMaster(identity)
        || grants(identity).stream()
            .anyMatch(grant -> grant.namespace.isEmpty() && grant.rule.allows(verb, path));
  }

  /** Whether the identity may do everything. */
  public boolean isMaster(Identity identity) {
    return identity.groups().contains(MASTERS);
  }

  /** Everything that the identity was granted; empty for masters, who need no grant. */
  public List<Grant> grants(Identity identity) {
    List<Grant> known = byIdentity.get(identity);
    if (known != null) {
      return known;
    }
    List<Grant> found = new ArrayList<>(bySubject.getOrDefault("u:" + identity.user(), List.of()));
    for (String group : identity.groups()) {
      found.addAll(bySubject.getOrDefault("g:" + group, List.of()));
    }
    List<Grant> grants = List.copyOf(found);
    if (byIdentity.size() < REMEMBERED) {
      byIdentity.put(identity, grants);
    }
    return grants;
  }

  private void bind(KubeObject binding, String namespace, Map<String, List<PolicyRule>> rules) {
    JsonNode reference = binding.tree().path("roleRef");
    boolean local = reference.path("kind").asString("").equals("Role");
    List<Grant> grants =
        rules
            .getOrDefault(
                roleKey(local ? namespace : "", reference.path("name").asString("")), List.of())
            .stream()
            .map(rule -> new Grant(namespace, rule))
            .toList();
    for (JsonNode subject : binding.tree().path("subjects")) {
      bySubject
          .computeIfAbsent(subjectKey(subject, namespace), key -> new ArrayList<>())
          .addAll(grants);
    }
  }

  private static String subjectKey(JsonNode subject, String bindingNamespace) {
    String name = subject.path("name").asString("");
    return switch (subject.path("kind").asString("")) {
      case "Group" -> "g:" + name;
      case "ServiceAccount" ->
          "u:"
              + Identity.serviceAccount(subject.path("namespace").asString(bindingNamespace), name)
                  .user();
      default -> "u:" + name;
    };
  }

  private static String roleKey(String namespace, String name) {
    return namespace + "/" + name;
  }

  private static List<PolicyRule> rules(KubeObject role) {
    List<PolicyRule> rules = new ArrayList<>();
    role.tree().path("rules").forEach(rule -> rules.add(PolicyRule.of(rule)));
    return rules;
  }
}
