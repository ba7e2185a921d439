/** The calls of the Argo Server API that act on workflows. */
@NullMarked
package dev.understack.server.argo;

import org.jspecify.annotations.NullMarked;
