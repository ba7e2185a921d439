/** Kubernetes Jobs on this machine. */
@NullMarked
package dev.understack.executors.jobs;

import org.jspecify.annotations.NullMarked;
