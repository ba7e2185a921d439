package dev.understack.executors.pod;

/** Issues tokens with which the process of a pod may call the API. Safe for several threads. */
@FunctionalInterface
public interface ServiceAccountTokens {
  /** A token that the API accepts as this service account. */
  String token(String namespace, String serviceAccount);
}
