package dev.understack.cluster;

import dev.understack.model.Faults;
import dev.understack.model.KubeObject;
import dev.understack.model.ResourceType;
import java.util.Optional;

/** Judges objects before they are stored. Safe for several threads; must not write objects. */
public interface Admission {

  /**
   * Adds everything that is wrong with an object to {@code faults}; the write is then refused as
   * Invalid with all of them. A change that leaves the spec alone is not judged again.
   *
   * @param caller who asks for the write
   * @param object the object as it is about to be stored
   * @param before the object as it is stored, when it is about to be changed
   */
  void review(
      Identity caller,
      ResourceType type,
      KubeObject object,
      Optional<KubeObject> before,
      Faults faults);
}
