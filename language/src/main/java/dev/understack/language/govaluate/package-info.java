/**
 * govaluate, the language of {@code when} in workflows and of {@code exprs} in sensors' filters,
 * and the conditions over dependencies that sensors write in a subset of it.
 */
@NullMarked
package dev.understack.language.govaluate;

import org.jspecify.annotations.NullMarked;
