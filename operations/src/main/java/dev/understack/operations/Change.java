package dev.understack.operations;

import java.time.Instant;

/**
 * What an operation did to one object of another system.
 *
 * @param system for example {@code nautobot}
 * @param kind kind of object there, for example {@code tenant}
 * @param id its id there, in the form that people use, for example a dashed UUID
 * @param action what happened
 * @param summary one line for people, without secrets: {@code POST /api/tenancy/tenants/ -> 201:
 *     name "a", description}
 * @param at when the answer arrived
 */
public record Change(
    String system, String kind, String id, Action action, String summary, Instant at) {

  /** What happened to the object. */
  public enum Action {
    CREATED,
    CHANGED,
    DELETED,
    /** It was already as wanted. */
    UNCHANGED
  }
}
