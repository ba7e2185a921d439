/** The Kubernetes API over HTTP. */
@NullMarked
package dev.understack.server.kube;

import org.jspecify.annotations.NullMarked;
