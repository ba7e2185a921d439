package dev.understack.workflows.core;

import java.time.Instant;

/**
 * A moment at which something has to be looked at again. Acting twice or too early does no harm.
 *
 * @param at when
 * @param order keeps timers of the same moment in the order in which they were set
 * @param action what to look at
 */
record Timer(Instant at, long order, Runnable action) implements Comparable<Timer> {

  @Override
  public int compareTo(Timer other) {
    int byTime = at.compareTo(other.at);
    return byTime != 0 ? byTime : Long.compare(order, other.order);
  }
}
