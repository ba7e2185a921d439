package dev.understack.server.standalone;

import dev.understack.cluster.ObjectApi;
import dev.understack.cluster.embedded.ServiceAccountTokens;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceTypes;
import java.time.Duration;

/** Gives pods the token that they call the API with. */
record PodTokens(ObjectApi objects, ServiceAccountTokens tokens)
    implements dev.understack.executors.pod.ServiceAccountTokens {
  private static final Duration VALIDITY = Duration.ofHours(24);

  @Override
  public String token(String namespace, String serviceAccount) {
    return objects
        .find(new ObjectKey(ResourceTypes.SERVICE_ACCOUNT, namespace, serviceAccount))
        .map(account -> tokens.issue(account, VALIDITY))
        .orElse("");
  }
}
