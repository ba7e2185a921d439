package dev.understack.cli.api;

import dev.understack.model.KubeObject;
import dev.understack.model.ResourceType;
import dev.understack.model.ResourceTypes;
import java.util.Locale;

/** URL paths of objects and the names by which people ask for kinds. */
public final class ResourcePath {
  private ResourcePath() {}

  /** The kind that a person means by a plural, singular or short name, in any case. */
  public static ResourceType kind(String word) {
    String wanted = word.toLowerCase(Locale.ROOT);
    int dot = wanted.indexOf('.');
    String plain = dot < 0 ? wanted : wanted.substring(0, dot);
    String group = dot < 0 ? "" : wanted.substring(dot + 1);
    return ResourceTypes.all().stream()
        .filter(type -> group.isEmpty() || type.group().equals(group))
        .filter(type ->
            type.plural().equals(plain)
                || type.kind().toLowerCase(Locale.ROOT).equals(plain)
                || type.shortNames().contains(plain))
        .findFirst()
        .orElseThrow(() ->
            new CommandFailedException("the server doesn't have a resource type \"" + word + "\""));
  }

  /** Path of a kind; an empty namespace means all of them. */
  public static String of(ResourceType type, String namespace) {
    String base =
        type.group().isEmpty()
            ? "/api/" + type.version()
            : "/apis/" + type.group() + "/" + type.version();
    return base
        + (type.namespaced() && !namespace.isEmpty() ? "/namespaces/" + namespace : "")
        + "/"
        + type.plural();
  }

  /** Path of one object. */
  public static String of(ResourceType type, String namespace, String name) {
    return of(type, namespace) + "/" + name;
  }

  /** {@code sensor.argoproj.io/name}, as kubectl shows objects. */
  public static String shown(ResourceType type, KubeObject object) {
    String kind = type.kind().toLowerCase(Locale.ROOT);
    String qualified = type.group().isEmpty() ? kind : kind + "." + type.group();
    return qualified + "/" + object.name();
  }
}
