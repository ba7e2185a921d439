/** Fixtures that start real services on private loopback ports. */
@NullMarked
package dev.understack.testing;

import org.jspecify.annotations.NullMarked;
