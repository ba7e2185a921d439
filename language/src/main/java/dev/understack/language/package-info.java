/** The small languages inside manifests, one package per language. */
@NullMarked
package dev.understack.language;

import org.jspecify.annotations.NullMarked;
