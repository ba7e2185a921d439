package dev.understack.sources;

import dev.understack.cluster.Admission;
import dev.understack.cluster.Identity;
import dev.understack.model.Faults;
import dev.understack.model.KubeObject;
import dev.understack.model.ResourceType;
import dev.understack.model.ResourceTypes;
import dev.understack.model.events.EventSourceSpec;
import dev.understack.model.events.UnknownFields;
import java.util.Optional;

/**
 * Keeps out EventSource objects that Argo Events' webhook refuses. Unknown fields are let through
 * and told in the status.
 */
public final class SourceAdmission implements Admission {

  @Override
  public void review(
      Identity caller,
      ResourceType type,
      KubeObject object,
      Optional<KubeObject> before,
      Faults faults) {
    if (type.equals(ResourceTypes.EVENT_SOURCE)) {
      EventSourceSpec _ = EventSourceSpec.read(object, faults, UnknownFields.IGNORE);
    }
  }
}
