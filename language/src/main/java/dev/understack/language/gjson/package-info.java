/** Paths into JSON text: gjson's language. */
@NullMarked
package dev.understack.language.gjson;

import org.jspecify.annotations.NullMarked;
