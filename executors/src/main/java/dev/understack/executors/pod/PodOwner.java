package dev.understack.executors.pod;

/**
 * The object that a pod belongs to.
 *
 * @param uid of that very object, not of another of the same name
 */
public record PodOwner(String apiVersion, String kind, String name, String uid) {
  /** A workflow. */
  public static PodOwner workflow(String name, String uid) {
    return new PodOwner("argoproj.io/v1alpha1", "Workflow", name, uid);
  }

  /** A Job. */
  public static PodOwner job(String name, String uid) {
    return new PodOwner("batch/v1", "Job", name, uid);
  }
}
