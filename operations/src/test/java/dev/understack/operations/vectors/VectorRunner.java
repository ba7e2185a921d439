package dev.understack.operations.vectors;

/** Runs the vectors of one operation. */
@FunctionalInterface
public interface VectorRunner {

  /** Throws an {@link AssertionError} when the operation does not do what the vector says. */
  void run(Vector vector, VectorSite site) throws Exception;
}
