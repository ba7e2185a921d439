package dev.understack.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Pairs of hash and row id in memory, found by hash: open addressing in one array, because an entry
 * is added for every event. Safe for several threads.
 */
final class RecentEntries {
  private static final int FIRST_CAPACITY = 1024;

  private final ReentrantLock lock = new ReentrantLock();

  /** Hash and id of each slot; an id of 0 marks a free one. A power of two of slots. */
  private long[] slots = new long[2 * FIRST_CAPACITY];

  private int size;

  /** A hash with the id of a row; ordered by both. */
  record Entry(long hash, long id) implements Comparable<Entry> {
    @Override
    public int compareTo(Entry other) {
      int byHash = Long.compare(hash, other.hash);
      return byHash != 0 ? byHash : Long.compare(id, other.id);
    }
  }

  /**
   * Adds an entry.
   *
   * @param id above 0
   */
  void add(long hash, long id) {
    lock.lock();
    try {
      if (4 * size >= slots.length) {
        rebuild(slots.length, 0);
      }
      put(slots, hash, id);
      size++;
    } finally {
      lock.unlock();
    }
  }

  /** Ids with this hash, newest first. */
  List<Long> find(long hash) {
    List<Long> ids = new ArrayList<>();
    lock.lock();
    try {
      for (int i = place(slots, hash); slots[i + 1] != 0; i = (i + 2) & (slots.length - 1)) {
        if (slots[i] == hash) {
          ids.add(slots[i + 1]);
        }
      }
    } finally {
      lock.unlock();
    }
    ids.sort(java.util.Comparator.reverseOrder());
    return ids;
  }

  /** All entries, in order. */
  List<Entry> sorted() {
    List<Entry> entries = new ArrayList<>();
    lock.lock();
    try {
      for (int i = 0; i < slots.length; i += 2) {
        if (slots[i + 1] != 0) {
          entries.add(new Entry(slots[i], slots[i + 1]));
        }
      }
    } finally {
      lock.unlock();
    }
    entries.sort(null);
    return entries;
  }

  /** Forgets the entries with ids up to this one. */
  void forgetUpTo(long id) {
    lock.lock();
    try {
      rebuild(FIRST_CAPACITY, id);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Copies what is above an id into an array that has at least this many slots and room to grow.
   */
  private void rebuild(int leastSlots, long above) {
    List<Entry> kept = new ArrayList<>();
    for (int i = 0; i < slots.length; i += 2) {
      if (slots[i + 1] > above) {
        kept.add(new Entry(slots[i], slots[i + 1]));
      }
    }
    int count = Math.max(leastSlots, Integer.highestOneBit(Math.max(1, kept.size())) * 4);
    long[] next = new long[2 * count];
    kept.forEach(entry -> put(next, entry.hash, entry.id));
    slots = next;
    size = kept.size();
  }

  private static void put(long[] slots, long hash, long id) {
    int i = place(slots, hash);
    while (slots[i + 1] != 0) {
      i = (i + 2) & (slots.length - 1);
    }
    slots[i] = hash;
    slots[i + 1] = id;
  }

  private static int place(long[] slots, long hash) {
    return 2 * (int) hash & (slots.length - 1);
  }
}
