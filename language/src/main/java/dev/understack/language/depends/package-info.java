/** The conditions under which a task of a DAG runs: {@code depends} and {@code dependencies}. */
@NullMarked
package dev.understack.language.depends;

import org.jspecify.annotations.NullMarked;
