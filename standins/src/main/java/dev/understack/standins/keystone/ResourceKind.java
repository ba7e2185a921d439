package dev.understack.standins.keystone;

import java.util.Arrays;
import java.util.Optional;

/** The collections of Keystone v3 that the stand-in keeps. */
enum ResourceKind {
  DOMAINS("domains", "domain", "identity.domain"),
  PROJECTS("projects", "project", "identity.project"),
  USERS("users", "user", "identity.user"),
  ROLES("roles", "role", "identity.role");

  private final String plural;
  private final String singular;
  private final String event;

  ResourceKind(String plural, String singular, String event) {
    this.plural = plural;
    this.singular = singular;
    this.event = event;
  }

  static Optional<ResourceKind> of(String plural) {
    return Arrays.stream(values()).filter(kind -> kind.plural.equals(plural)).findFirst();
  }

  String plural() {
    return plural;
  }

  String singular() {
    return singular;
  }

  /** Event types start with this. */
  String event() {
    return event;
  }
}
