package dev.understack.operations.baremetal;

/** Brings the tenant of a project to Nautobot when a device needs it first. */
@FunctionalInterface
public interface LesseeTenants {
  void bring(String projectId);
}
