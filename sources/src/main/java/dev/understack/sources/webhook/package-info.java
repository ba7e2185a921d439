/** Events from HTTP requests. */
@NullMarked
package dev.understack.sources.webhook;

import org.jspecify.annotations.NullMarked;
