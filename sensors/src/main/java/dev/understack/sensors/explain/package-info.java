/** Why something happened or did not: read from stored records only. */
@NullMarked
package dev.understack.sensors.explain;

import org.jspecify.annotations.NullMarked;
