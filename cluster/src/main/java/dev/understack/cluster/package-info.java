/** The Kubernetes-style object API with identities, RBAC and admission. */
@NullMarked
package dev.understack.cluster;

import org.jspecify.annotations.NullMarked;
