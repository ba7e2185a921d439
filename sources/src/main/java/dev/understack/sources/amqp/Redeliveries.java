package dev.understack.sources.amqp;

import dev.understack.bus.BusEvent;
import dev.understack.bus.EventBus;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/**
 * Recognises a redelivered message that carries no id of its own: one that was stored but not
 * acknowledged before the connection ended has the same digest. Each stored message accounts for
 * one redelivery, so that equal messages are not taken for each other. Safe for several threads.
 */
final class Redeliveries {
  /** Digests of stored, unacknowledged messages of the current connection by delivery tag. */
  private final TreeMap<Long, String> unacknowledged = new TreeMap<>();

  /** How many stored messages with a digest the broker may send again. */
  private final Map<String, Integer> expected = new HashMap<>();

  /** After a restart of the process the newest stored events may be sent again. */
  static Redeliveries expecting(EventBus bus, String source, String event, int newest) {
    Redeliveries redeliveries = new Redeliveries();
    for (BusEvent stored : bus.newest(source, event, newest)) {
      redeliveries.expected.merge(digest(stored.dataText()), 1, Integer::sum);
    }
    return redeliveries;
  }

  /** Whether this redelivered message is stored already. */
  synchronized boolean isStored(String digest) {
    int left = expected.getOrDefault(digest, 0);
    if (left > 1) {
      expected.put(digest, left - 1);
    } else {
      expected.remove(digest);
    }
    return left > 0;
  }

  /** A message without an id was stored. */
  synchronized void stored(long tag, String digest) {
    unacknowledged.put(tag, digest);
  }

  /** Everything up to {@code tag} is acknowledged: the broker will not send it again. */
  synchronized void acknowledged(long tag) {
    unacknowledged.headMap(tag, true).clear();
  }

  /** This one is acknowledged, whatever came before it. */
  synchronized void acknowledgedSingly(long tag) {
    unacknowledged.remove(tag);
  }

  /** The connection ended: what was not acknowledged comes again. */
  synchronized void connectionEnded() {
    Iterator<String> left = unacknowledged.values().iterator();
    while (left.hasNext()) {
      expected.merge(left.next(), 1, Integer::sum);
      left.remove();
    }
  }

  static String digest(String data) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(data.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
