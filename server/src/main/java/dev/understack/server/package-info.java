/** HTTP: the Kubernetes API, metrics and health. */
@NullMarked
package dev.understack.server;

import org.jspecify.annotations.NullMarked;
