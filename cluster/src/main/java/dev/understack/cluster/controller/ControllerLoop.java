package dev.understack.cluster.controller;

import dev.understack.cluster.ApiException;
import dev.understack.cluster.ObjectApi;
import dev.understack.cluster.ObjectApi.ObjectList;
import dev.understack.cluster.ObjectApi.Selection;
import dev.understack.cluster.ObjectApi.Watch;
import dev.understack.cluster.ObjectApi.WatchEvent;
import dev.understack.model.KubeObject;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Runs a controller: watches its objects and what they depend on, and calls it for one object at a
 * time each, again after a failure. Safe for several threads.
 */
public final class ControllerLoop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ControllerLoop.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
  private static final int SIDE_BY_SIDE = 8;

  private final ObjectApi api;
  private final Controller controller;
  private final KeyQueue queue = new KeyQueue(this::work);
  private final Semaphore permits = new Semaphore(SIDE_BY_SIDE);
  private final Map<ObjectKey, Integer> failures = new ConcurrentHashMap<>();
  private final List<Watch> watches = new ArrayList<>();

  /**
   * @param api whom the controller acts as
   */
  public ControllerLoop(ObjectApi api, Controller controller) {
    this.api = api;
    this.controller = controller;
  }

  /** Begins with every object that is there. */
  public void start() {
    for (Controller.Dependency dependency : controller.dependencies(api)) {
      follow(
          dependency.type(), object -> dependency.affected().apply(object).forEach(this::changed));
    }
    follow(controller.type(), object -> changed(key(object)));
  }

  /** What changed may well succeed now, so it need not wait as long as after the last failure. */
  private void changed(ObjectKey key) {
    failures.remove(key);
    queue.add(key);
  }

  private void follow(ResourceType type, Consumer<KubeObject> changed) {
    Selection all = Selection.ALL.withoutNodes();
    ObjectList present = api.list(type, "", all);
    watches.add(
        api.watch(
            type,
            "",
            all,
            present.resourceVersion(),
            event -> {
              if (event.type() != WatchEvent.Type.BOOKMARK) {
                changed.accept(event.object());
              }
            }));
    present.items().forEach(changed);
  }

  private ObjectKey key(KubeObject object) {
    return new ObjectKey(controller.type(), object.namespace(), object.name());
  }

  /** Called by the queue, never twice at the same time for one key. */
  private Optional<Duration> work(ObjectKey key) throws InterruptedException {
    permits.acquire();
    try {
      Optional<KubeObject> object = api.find(key);
      Optional<Duration> again = Optional.empty();
      if (object.isPresent()) {
        again = controller.reconcile(api, object.get());
      } else {
        controller.gone(key);
      }
      failures.remove(key);
      return again;
    } catch (ApiException e) {
      if (e.reason() == ApiException.Reason.CONFLICT) {
        // Somebody changed it in between; that change is on its way here.
        return Optional.of(FIRST_PAUSE);
      }
      return failed(key, e);
    } catch (RuntimeException e) {
      return failed(key, e);
    } finally {
      permits.release();
    }
  }

  private Optional<Duration> failed(ObjectKey key, RuntimeException cause) {
    int count = failures.merge(key, 1, Integer::sum);
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(count - 1, 10));
    Duration bounded = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    // The object's conditions tell the present state; the log tells when it began.
    LOG.atLevel(count == 1 ? Level.INFO : Level.DEBUG)
        .log("{}: {} (again in {} ms)", key, cause.getMessage(), bounded.toMillis());
    return Optional.of(bounded);
  }

  /** Looks at no more objects; returns when none is being looked at. */
  @Override
  public void close() {
    watches.forEach(Watch::close);
    queue.close();
  }
}
