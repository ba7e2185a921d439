package dev.understack.cluster.embedded;

import dev.understack.cluster.Admission;
import dev.understack.cluster.ApiException;
import dev.understack.cluster.ApiException.Cause;
import dev.understack.cluster.Identity;
import dev.understack.model.Faults;
import dev.understack.model.KubeObject;
import dev.understack.model.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Everything an object must satisfy to be stored. */
final class ObjectRules {
  private final List<Admission> admissions = new CopyOnWriteArrayList<>();

  void add(Admission admission) {
    admissions.add(admission);
  }

  /** Throws {@link ApiException} with reason Invalid and all that is wrong. */
  void check(Identity caller, ResourceType type, KubeObject object, Optional<KubeObject> before) {
    List<Cause> causes = new ArrayList<>(MetadataRules.faults(type, object));
    causes.addAll(KindRules.faults(type, object, before));
    Faults faults = Faults.of(object);
    if (!hasSameSpec(object, before)) {
      admissions.forEach(admission -> admission.review(caller, type, object, before, faults));
    }
    faults.list().forEach(fault -> causes.add(new Cause(fault.path(), fault.message())));
    if (!causes.isEmpty()) {
      throw ApiException.invalid(type, object.name(), causes);
    }
  }

  private static boolean hasSameSpec(KubeObject object, Optional<KubeObject> before) {
    return before
        .filter(known -> known.tree().path("spec").equals(object.tree().path("spec")))
        .isPresent();
  }
}
