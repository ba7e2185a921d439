/**
 * expr-lang, the language of {@code {{=...}}} tags, retry and hook conditions in workflows and of
 * event sources' filters.
 */
@NullMarked
package dev.understack.language.expr;

import org.jspecify.annotations.NullMarked;
