/** Speed of the languages in manifests. */
@NullMarked
package dev.understack.benchmarks.language;

import org.jspecify.annotations.NullMarked;
