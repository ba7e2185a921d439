package dev.understack.operations.dispatch;

/** Reacts to one notification. */
@FunctionalInterface
public interface EventHandler {

  /** 0 for success; throws when it cannot go on. */
  int handle(NotificationScene scene);
}
