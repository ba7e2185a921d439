/**
 * The engine core: a state machine per run, without clock, threads, IO or SQL. {@link
 * dev.understack.workflows.core.RunCore} is the way in.
 */
@NullMarked
package dev.understack.workflows.core;

import org.jspecify.annotations.NullMarked;
