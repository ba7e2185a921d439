package dev.understack.executors.pods;

import dev.understack.cluster.ObjectApi;
import dev.understack.cluster.ObjectApi.Selection;
import dev.understack.cluster.ObjectApi.Watch;
import dev.understack.cluster.ObjectApi.WatchEvent;
import dev.understack.executors.pod.PodOwner;
import dev.understack.model.KubeObject;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceType;
import dev.understack.model.ResourceTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Removes pods and logs together with the Workflow or Job that they belong to. */
public final class PodCleaner implements AutoCloseable {
  private final ObjectApi api;
  private final PodView pods;
  private final List<Watch> watches = new ArrayList<>();

  public PodCleaner(ObjectApi api, PodView pods) {
    this.api = api;
    this.pods = pods;
  }

  /** Removes what was missed while nobody looked, then follows deletions. */
  public void start() {
    for (ResourceType type : List.of(ResourceTypes.WORKFLOW, ResourceTypes.JOB)) {
      Selection all = Selection.ALL.withoutNodes();
      String version = api.list(type, "", all, new ObjectApi.Paging(1, "")).resourceVersion();
      watches.add(api.watch(type, "", all, version, this::changed));
    }
    pods.removeOrphans(this::ownerExists);
  }

  private void changed(WatchEvent event) {
    if (event.type() == WatchEvent.Type.DELETED) {
      KubeObject owner = event.object();
      pods.removeOwned(
          owner.namespace(),
          new PodOwner(owner.apiVersion(), owner.kind(), owner.name(), owner.uid()));
    }
  }

  private boolean ownerExists(KubeObject pod) {
    JsonNode owner = pod.metadata().path("ownerReferences").path(0);
    Optional<ResourceType> type =
        ResourceTypes.find(owner.path("apiVersion").asString(""), owner.path("kind").asString(""));
    return type.isPresent()
        && api.find(new ObjectKey(type.get(), pod.namespace(), owner.path("name").asString("")))
            .filter(found -> found.uid().equals(owner.path("uid").asString("")))
            .isPresent();
  }

  @Override
  public void close() {
    watches.forEach(Watch::close);
  }
}
