package dev.understack.workflows.core;

import dev.understack.model.KubeObject;
import dev.understack.model.workflow.ConfigMapKey;
import dev.understack.model.workflow.Synchronization;
import dev.understack.workflows.core.RunCommand.LockRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The locks that nodes of a run, or the run itself, ask for, hold and give up. */
final class Locks {
  private final RunCore core;
  private final Map<String, Runnable> asked = new LinkedHashMap<>();
  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private final Set<String> holders = new HashSet<>();

  Locks(RunCore core) {
    this.core = core;
  }

  /** Goes on at once when the template needs no lock, else when it has been granted. */
  void acquire(Node node, Body body, Runnable granted) {
    Synchronization wanted = body.template().synchronization();
    if (wanted == null) {
      granted.run();
      return;
    }
    String holder = core.namespace() + "/" + core.run().workflow + "/" + node.id;
    try {
      List<LockRequest> requests = requests(wanted);
      nodes.put(holder, node);
      ask(holder, requests, granted);
    } catch (CallException e) {
      core.run().phase(node, NodePhase.ERROR, e.getMessage());
    }
  }

  void ask(String holder, List<LockRequest> requests, Runnable granted) {
    asked.put(holder, granted);
    command(holder, requests, false);
  }

  /** Says that a node had its locks before a restart. */
  void reclaim(Node node, Body body) {
    Synchronization wanted = body.template().synchronization();
    if (wanted != null) {
      String holder = core.namespace() + "/" + core.run().workflow + "/" + node.id;
      nodes.put(holder, node);
      reclaim(holder, requests(wanted));
    }
  }

  void reclaim(String holder, List<LockRequest> requests) {
    command(holder, requests, true);
  }

  private void command(String holder, List<LockRequest> requests, boolean held) {
    holders.add(holder);
    Long priority = core.spec().priority();
    core.run()
        .command(new RunCommand.AskLocks(holder, requests, priority == null ? 0 : priority, held));
  }

  void answered(RunEvent.LockAnswer answer) {
    Node node = nodes.get(answer.holder());
    if (node != null && node.phase.isFulfilled()) {
      return;
    }
    if (answer.granted()) {
      Runnable granted = asked.remove(answer.holder());
      if (granted != null) {
        if (node != null) {
          core.run().waiting(node, "", "");
        }
        granted.run();
      }
    } else if (node != null) {
      core.run().waiting(node, answer.waitingFor(), answer.message());
    } else {
      core.waitsForLock(answer.message());
    }
  }

  void release(Node node) {
    release(core.namespace() + "/" + core.run().workflow + "/" + node.id);
  }

  void release(String holder) {
    asked.remove(holder);
    nodes.remove(holder);
    if (holders.remove(holder)) {
      core.run().command(new RunCommand.ReleaseLocks(holder));
    }
  }

  /**
   * The locks by name, semaphores first.
   *
   * @throws CallException when a semaphore has no limit
   */
  List<LockRequest> requests(Synchronization wanted) {
    List<LockRequest> requests = new ArrayList<>();
    for (Synchronization.Semaphore semaphore : wanted.semaphores()) {
      requests.add(semaphore(semaphore));
    }
    for (Synchronization.Mutex mutex : wanted.mutexes()) {
      requests.add(new LockRequest(space(mutex.namespace()) + "/Mutex/" + mutex.name(), 1));
    }
    if (new HashSet<>(requests).size() < requests.size()) {
      throw new CallException(
          "requested configuration is invalid: duplicate synchronization item found");
    }
    return requests;
  }

  private LockRequest semaphore(Synchronization.Semaphore semaphore) {
    ConfigMapKey key = semaphore.configMap();
    if (key == null) {
      throw new CallException(
          "requested configuration is invalid: cannot get LockName for a Semaphore without a"
              + " ConfigMapRef or Database");
    }
    String space = space(semaphore.namespace());
    String name = space + "/ConfigMap/" + key.name() + "/" + key.key();
    String limit =
        core.outside()
            .configMap(space, key.name())
            .map(KubeObject::tree)
            .map(tree -> tree.path("data").path(key.key()).asString(""))
            .orElse("");
    if (!limit.strip().matches("[1-9]\\d*")) {
      throw new CallException("failed to initialize semaphore " + name + " with limit");
    }
    return new LockRequest(name, Integer.parseInt(limit.strip()));
  }

  private String space(String namespace) {
    return namespace.isEmpty() ? core.namespace() : namespace;
  }
}
