/** Measured costs, each as a ratio against a baseline of the same run. */
@NullMarked
package dev.understack.benchmarks;

import org.jspecify.annotations.NullMarked;
