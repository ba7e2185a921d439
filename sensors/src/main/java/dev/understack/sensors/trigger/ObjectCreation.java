package dev.understack.sensors.trigger;

import dev.understack.cluster.ApiException;
import dev.understack.cluster.Identity;
import dev.understack.model.KubeObject;
import java.util.Optional;

/** Creates the object of an action, once however often it is tried. */
final class ObjectCreation {
  private ObjectCreation() {}

  static KubeObject create(KubeObject object, ActionRun run) {
    KubeObject marked = OnceNames.mark(object, run);
    try {
      return run.objects().create(marked);
    } catch (ApiException e) {
      if (e.reason() != ApiException.Reason.ALREADY_EXISTS) {
        throw ApiFailures.failed(e);
      }
      // The account may be allowed to create but not to get, so this looks as ourselves.
      Optional<KubeObject> existing =
          run.cluster().as(Identity.SYSTEM).find(ObjectTarget.key(marked));
      return existing
          .filter(found -> OnceNames.isOf(found, run.key()))
          .orElseThrow(() -> ApiFailures.failed(e));
    }
  }
}
