package dev.understack.operations;

import dev.understack.operations.http.Pause;
import dev.understack.operations.http.RetrySchedule;
import dev.understack.operations.http.Transport;
import dev.understack.operations.openstack.TokenCache;
import java.net.URI;
import java.util.function.UnaryOperator;

/**
 * What runs share: connections, Keystone tokens and the locks that keep two runs from working on
 * the same object at once. Safe for many threads.
 */
public record Connections(Transport transport, TokenCache tokens, ObjectLocks locks, Pause pause) {

  public static Connections standard() {
    return with(RetrySchedule.STANDARD, Pause.REAL);
  }

  /**
   * For a process that stays: the first run need not wait for the HTTP client.
   *
   * @param addresses says where a service really is that a manifest or secret names
   */
  public static Connections at(UnaryOperator<URI> addresses) {
    Transport transport = new Transport(RetrySchedule.STANDARD, Pause.REAL, addresses);
    transport.prepare();
    return new Connections(transport, new TokenCache(), new ObjectLocks(), Pause.REAL);
  }

  public static Connections with(RetrySchedule schedule, Pause pause) {
    return new Connections(
        new Transport(schedule, pause), new TokenCache(), new ObjectLocks(), pause);
  }
}
