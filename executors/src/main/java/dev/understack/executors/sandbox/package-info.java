/** Containers as local processes that see only what their pod gives them. */
@NullMarked
package dev.understack.executors.sandbox;

import org.jspecify.annotations.NullMarked;
