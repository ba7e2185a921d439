/** Durable state in one SQLite file. Nothing outside this package knows SQL. */
@NullMarked
package dev.understack.store;

import org.jspecify.annotations.NullMarked;
