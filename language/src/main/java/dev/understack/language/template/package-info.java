/** Go's {@code text/template}: compiled once, executed by any number of threads. */
@NullMarked
package dev.understack.language.template;

import org.jspecify.annotations.NullMarked;
