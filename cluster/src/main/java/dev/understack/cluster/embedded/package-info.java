/** The object API on the embedded store. */
@NullMarked
package dev.understack.cluster.embedded;

import org.jspecify.annotations.NullMarked;
