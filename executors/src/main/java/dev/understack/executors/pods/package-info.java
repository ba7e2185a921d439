/** Leaves and Jobs shown as the pods that they would be on Kubernetes. */
@NullMarked
package dev.understack.executors.pods;

import org.jspecify.annotations.NullMarked;
