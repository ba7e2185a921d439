package dev.understack.store;

/** What a committed job survives by the time its caller is told. */
enum Durability {
  /**
   * The end of the machine: it is on disk. For all that is promised to someone outside, such as the
   * sender of an event or a user of the API.
   */
  DISK,

  /**
   * The end of the process, by whatever means. The disk follows within {@link Flusher#DELAY}; a
   * machine that fails before loses it together with all that was committed later, so that the
   * store is as it was a moment earlier and the work is done again from there.
   */
  PROCESS
}
