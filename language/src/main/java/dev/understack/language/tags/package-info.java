/** Argo's tags: {@code {{name}}} and {@code {{=expression}}} inside the texts of workflows. */
@NullMarked
package dev.understack.language.tags;

import org.jspecify.annotations.NullMarked;
