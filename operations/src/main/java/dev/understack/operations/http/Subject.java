package dev.understack.operations.http;

import org.jspecify.annotations.Nullable;

/**
 * The object of another system that a request is about.
 *
 * @param system for example {@code nautobot}
 * @param kind for example {@code tenant}
 * @param id its id there; null while the other system has yet to choose it
 */
public record Subject(String system, String kind, @Nullable String id) {}
