/** The workflow engine: template resolution, the pure core and its driver. */
@NullMarked
package dev.understack.workflows;

import org.jspecify.annotations.NullMarked;
