/**
 * Reads kustomizations: resources, namespace, patches, ConfigMap and Secret generators, as kubectl
 * builds them.
 */
@NullMarked
package dev.understack.cli.kustomize;

import org.jspecify.annotations.NullMarked;
