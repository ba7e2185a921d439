/** Values as Go programs see them: types, text as bytes, numbers as text, JSON. */
@NullMarked
package dev.understack.language.value;

import org.jspecify.annotations.NullMarked;
