/** Go's {@code fmt}: Sprint and Sprintf with all verbs and flags. */
@NullMarked
package dev.understack.language.fmt;

import org.jspecify.annotations.NullMarked;
