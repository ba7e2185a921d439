package dev.understack.language.jq;

import org.jspecify.annotations.Nullable;

/**
 * A point that evaluation may go back to for another result.
 *
 * @param place the instruction that decides how to go on
 * @param state what that instruction needs to know
 */
record Fork(
    int place,
    @Nullable Stack stack,
    Frame frame,
    @Nullable Trail trail,
    int paused,
    @Nullable Object state) {}
