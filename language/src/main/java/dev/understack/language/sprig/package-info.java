/** The functions of sprig v3, for templates and expressions. */
@NullMarked
package dev.understack.language.sprig;

import org.jspecify.annotations.NullMarked;
