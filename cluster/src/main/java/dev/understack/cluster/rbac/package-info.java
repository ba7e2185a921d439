/** Role-based access control as Kubernetes does it. */
@NullMarked
package dev.understack.cluster.rbac;

import org.jspecify.annotations.NullMarked;
