/** The calls of the Argo Server API on workflows. */
@NullMarked
package dev.understack.server.argo;

import org.jspecify.annotations.NullMarked;
