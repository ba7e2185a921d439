package dev.understack.cluster;

/** The objects of a cluster. Who asks decides what is allowed. Safe for several threads. */
public interface Cluster {

  /** The object API as this identity sees it: RBAC is checked on every call. */
  ObjectApi as(Identity identity);

  /**
   * Calls the listener after every change of who may do what, once the change counts, from the
   * thread that made it; the listener must return soon.
   */
  void onPermissionsChanged(Runnable listener);
}
