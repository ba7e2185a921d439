package dev.understack.workflows;

import dev.understack.cluster.ObjectApi;
import dev.understack.model.KubeObject;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceTypes;
import dev.understack.store.ChangeTable;
import dev.understack.store.RunTable;
import dev.understack.workflows.core.Languages;
import dev.understack.workflows.core.Outside;
import dev.understack.workflows.core.RunCore;
import dev.understack.workflows.core.RunDefinition;
import dev.understack.workflows.spi.LeafExecutor;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;

/** What every run of an engine shares. */
record EngineParts(
    ObjectApi objects,
    RunTable runs,
    ChangeTable changes,
    LeafExecutor executor,
    Clock clock,
    EngineSettings settings,
    Languages languages,
    Outside outside,
    Timers timers,
    EngineLocks locks,
    Memory memory,
    Function<RunDefinition, Optional<String>> validation,
    FinishListener finishListener) {

  /** Hears of ended runs. */
  interface FinishListener {
    /** The end of the run is stored. */
    void finished(RunDriver driver, KubeObject workflow, RunCore core);
  }

  /** The workflow as it is stored now. */
  KubeObject latest(KubeObject workflow) {
    return objects
        .find(new ObjectKey(ResourceTypes.WORKFLOW, workflow.namespace(), workflow.name()))
        .filter(found -> found.uid().equals(workflow.uid()))
        .orElse(workflow);
  }

  Optional<String> invalid(RunDefinition definition) {
    return validation.apply(definition);
  }

  void finished(RunDriver driver, KubeObject workflow, RunCore core) {
    finishListener.finished(driver, workflow, core);
  }
}
