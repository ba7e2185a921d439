package dev.understack.sensors.runner;

import dev.understack.store.NewAction;
import dev.understack.store.StoredAction;
import java.util.Optional;

/** What follows when all attempts of an action failed. Safe for several threads. */
@FunctionalInterface
public interface DeadLetters {
  /** Nothing follows. */
  DeadLetters NONE = _ -> Optional.empty();

  /** The action of the dead-letter trigger for an action that was given up. */
  Optional<NewAction> follow(StoredAction action);
}
