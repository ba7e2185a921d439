/** Events from changes of cluster objects. */
@NullMarked
package dev.understack.sources.resource;

import org.jspecify.annotations.NullMarked;
