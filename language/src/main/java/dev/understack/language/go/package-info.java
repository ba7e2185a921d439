/** Go's texts of durations and times, as they stand in manifests. */
@NullMarked
package dev.understack.language.go;

import org.jspecify.annotations.NullMarked;
