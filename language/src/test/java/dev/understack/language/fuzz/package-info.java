/**
 * Targets for fuzzing, one class per language. They run briefly over changed examples in every
 * build ({@link dev.understack.language.fuzz.ShortFuzzTest}) and as long as wanted under Jazzer;
 * the command is in {@code docs/languages.md}.
 */
@NullMarked
package dev.understack.language.fuzz;

import org.jspecify.annotations.NullMarked;
