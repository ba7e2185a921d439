/** Executors that run the leaves of a workflow. */
@NullMarked
package dev.understack.executors;

import org.jspecify.annotations.NullMarked;
