package dev.understack.operations;

/** Receives what an operation changes outside; lineage is built from it. */
@FunctionalInterface
public interface ChangeReport {
  void add(Change change);
}
