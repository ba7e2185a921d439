package dev.understack.executors.pod;

import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceType;
import dev.understack.model.ResourceTypes;
import java.util.Locale;

/**
 * A Secret or ConfigMap that a pod reads, in the pod's namespace.
 *
 * @param optional whether the pod starts without it
 */
public record ObjectSource(Kind kind, String name, boolean optional) {

  /** Kinds that pods read. */
  public enum Kind {
    SECRET,
    CONFIG_MAP;

    /** As in {@code secret "x" not found}. */
    String word() {
      return title().toLowerCase(Locale.ROOT);
    }

    /** As in {@code couldn't find key k in Secret ns/x}. */
    String title() {
      return type().kind();
    }

    private ResourceType type() {
      return switch (this) {
        case SECRET -> ResourceTypes.SECRET;
        case CONFIG_MAP -> ResourceTypes.CONFIG_MAP;
      };
    }
  }

  ObjectKey in(String namespace) {
    return new ObjectKey(kind.type(), namespace, name);
  }
}
