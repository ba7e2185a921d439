/** Nautobot over REST and GraphQL. */
@NullMarked
package dev.understack.operations.nautobot;

import org.jspecify.annotations.NullMarked;
