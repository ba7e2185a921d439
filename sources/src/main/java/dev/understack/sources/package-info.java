/** Event sources: one class per EventSource kind. */
@NullMarked
package dev.understack.sources;

import org.jspecify.annotations.NullMarked;
