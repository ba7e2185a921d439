package dev.understack.language.jq;

import org.jspecify.annotations.Nullable;

/** An argument that the callee evaluates, with the frame that its variables are in. */
record Closure(Routine routine, @Nullable Frame frame) {}
