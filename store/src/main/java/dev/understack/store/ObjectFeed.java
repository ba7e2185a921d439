package dev.understack.store;

import dev.understack.model.KubeObject;
import java.time.Duration;
import java.util.Optional;

/**
 * Changes of objects in the order of their versions. Changes of one object that nobody has taken
 * yet are merged into one, so that a slow reader costs no memory. For one reading thread; {@link
 * #close} may come from any.
 */
public interface ObjectFeed extends AutoCloseable {

  /** The next change; empty when none came in time or the feed was closed. */
  Optional<ObjectChange> next(Duration patience) throws InterruptedException;

  /** A reader that starts again from here misses nothing. */
  long version();

  @Override
  void close();

  /**
   * A change.
   *
   * @param object as it is now, with the version of the change; for DELETED as it was last, with
   *     the version of the deletion
   */
  record ObjectChange(Kind kind, KubeObject object) {
    /** What happened. */
    public enum Kind {
      ADDED,
      MODIFIED,
      DELETED
    }
  }
}
