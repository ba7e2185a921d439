/**
 * Manifests: Kubernetes-shaped objects, their reading from YAML with positions, and their faults.
 */
@NullMarked
package dev.understack.model;

import org.jspecify.annotations.NullMarked;
