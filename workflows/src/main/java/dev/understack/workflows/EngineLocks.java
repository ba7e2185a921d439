package dev.understack.workflows;

import dev.understack.workflows.core.LockTable;
import dev.understack.workflows.core.LockTable.Answer;
import dev.understack.workflows.core.RunCommand.AskLocks;
import dev.understack.workflows.core.RunEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;

/**
 * The locks of all runs. Until every run that was going on before a restart has said what it holds,
 * requests wait. Safe for several threads.
 */
final class EngineLocks {
  private final BiConsumer<String, RunEvent> answers;
  private final ReentrantLock lock = new ReentrantLock();

  /** Guarded by the lock, as all below. */
  private final LockTable table = new LockTable();

  private final List<Request> early = new ArrayList<>();
  private boolean open;

  private record Request(AskLocks asked, String created) {}

  /**
   * @param answers takes each answer with the holder it is for
   */
  EngineLocks(BiConsumer<String, RunEvent> answers) {
    this.answers = answers;
  }

  void ask(AskLocks asked, String created) {
    List<Answer> given = List.of();
    lock.lock();
    try {
      if (asked.held()) {
        table.reclaim(asked);
      } else if (open) {
        given = table.ask(asked, created);
      } else {
        early.add(new Request(asked, created));
      }
    } finally {
      lock.unlock();
    }
    tell(given);
  }

  void release(String holder) {
    List<Answer> given;
    lock.lock();
    try {
      early.removeIf(request -> request.asked().holder().equals(holder));
      given = table.release(holder);
    } finally {
      lock.unlock();
    }
    tell(given);
  }

  /** Every run has said what it holds: requests are answered from now on. */
  void open() {
    List<Answer> given = new ArrayList<>();
    lock.lock();
    try {
      open = true;
      early.forEach(request -> given.addAll(table.ask(request.asked(), request.created())));
      early.clear();
    } finally {
      lock.unlock();
    }
    tell(given);
  }

  private void tell(List<Answer> given) {
    given.forEach(answer -> answers.accept(answer.holder(), answer.event()));
  }
}
