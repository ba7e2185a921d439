package dev.understack.cluster.rbac;

import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * One rule of a role.
 *
 * @param verbs for example {@code get}, or {@code *}
 * @param groups API groups, or {@code *}
 * @param resources {@code pods}, {@code pods/log} or {@code *}; an asterisk may also stand before
 *     the slash
 * @param names objects that the rule is limited to; empty for all
 * @param urls paths outside the object API; a trailing {@code *} matches any rest
 */
public record PolicyRule(
    Set<String> verbs,
    Set<String> groups,
    Set<String> resources,
    Set<String> names,
    Set<String> urls) {
  private static final String ANY = "*";

  public PolicyRule {
    verbs = Set.copyOf(verbs);
    groups = Set.copyOf(groups);
    resources = Set.copyOf(resources);
    names = Set.copyOf(names);
    urls = Set.copyOf(urls);
  }

  /** Reads a rule of a Role or ClusterRole. */
  public static PolicyRule of(JsonNode rule) {
    return new PolicyRule(
        texts(rule, "verbs"),
        texts(rule, "apiGroups"),
        texts(rule, "resources"),
        texts(rule, "resourceNames"),
        texts(rule, "nonResourceURLs"));
  }

  /** Whether the rule allows this. */
  public boolean allows(Access access) {
    return has(verbs, access.verb())
        && has(groups, access.group())
        && allowsResource(access)
        && (names.isEmpty() || names.contains(access.name()));
  }

  /** Whether the rule allows a path outside the object API. */
  public boolean allows(String verb, String path) {
    return has(verbs, verb)
        && urls.stream()
            .anyMatch(url ->
                url.endsWith(ANY)
                    ? path.startsWith(url.substring(0, url.length() - 1))
                    : url.equals(path));
  }

  private boolean allowsResource(Access access) {
    return has(resources, access.path())
        || (!access.subresource().isEmpty() && resources.contains("*/" + access.subresource()));
  }

  private static boolean has(Set<String> allowed, String wanted) {
    return allowed.contains(wanted) || allowed.contains(ANY);
  }

  private static Set<String> texts(JsonNode rule, String field) {
    Set<String> texts = new HashSet<>();
    rule.path(field).forEach(text -> texts.add(text.asString("")));
    return texts;
  }
}
