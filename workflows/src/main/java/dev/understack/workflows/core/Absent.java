package dev.understack.workflows.core;

/**
 * The output of a node that was skipped or omitted and has no default: known to exist, without a
 * value.
 */
enum Absent {
  VALUE
}
