/** Parameters, results and artifacts into and out of the files of a pod. */
@NullMarked
package dev.understack.executors.artifacts;

import org.jspecify.annotations.NullMarked;
