/** Speed of the embedded store. */
@NullMarked
package dev.understack.benchmarks.store;

import org.jspecify.annotations.NullMarked;
