package dev.understack.cluster.controller;

import dev.understack.cluster.ObjectApi;
import dev.understack.model.KubeObject;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceType;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Brings the objects of one kind, and what they stand for, to where their spec wants them. Called
 * from several threads, but never for the same object at the same time.
 */
public interface Controller {

  /** The kind that it looks after. */
  ResourceType type();

  /** Other kinds whose changes make it look at its objects again. */
  default List<Dependency> dependencies(ObjectApi api) {
    return List.of();
  }

  /**
   * Looks at an object as it is now and does what is missing. Called after every change, after the
   * start, and again and again; it must not write when nothing is to be changed.
   *
   * @return when to look again although nothing changes
   * @throws RuntimeException to be called again after a pause that grows
   */
  Optional<Duration> reconcile(ObjectApi api, KubeObject object);

  /** The object is not there any more; may be called for one that never was. */
  default void gone(ObjectKey key) {}

  /**
   * A kind whose objects matter.
   *
   * @param affected the keys of the controller's objects that an object of that kind matters to
   */
  record Dependency(ResourceType type, Function<KubeObject, Collection<ObjectKey>> affected) {}
}
