/** The jq language as gojq evaluates it. */
@NullMarked
package dev.understack.language.jq;

import org.jspecify.annotations.NullMarked;
