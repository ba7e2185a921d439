package dev.understack.store;

import java.util.ArrayList;
import java.util.List;

/** The open transaction of the writer thread, as its jobs see it. */
final class Transaction {
  private final Sql sql;
  private final List<Runnable> afterCommit = new ArrayList<>();

  Transaction(Sql sql) {
    this.sql = sql;
  }

  Sql sql() {
    return sql;
  }

  /**
   * Runs {@code action} once the transaction is committed, in order, before any caller hears of it.
   */
  void afterCommit(Runnable action) {
    afterCommit.add(action);
  }

  int mark() {
    return afterCommit.size();
  }

  /** Forgets what was registered since {@code mark}: the job behind it was rolled back. */
  void forgetSince(int mark) {
    afterCommit.subList(mark, afterCommit.size()).clear();
  }

  List<Runnable> actions() {
    return afterCommit;
  }
}
