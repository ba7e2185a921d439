/** Judges workflow manifests before they run: every fault with its place. */
@NullMarked
package dev.understack.workflows.lint;

import org.jspecify.annotations.NullMarked;
