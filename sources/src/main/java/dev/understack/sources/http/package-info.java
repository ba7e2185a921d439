/** HTTP servers that event sources share. */
@NullMarked
package dev.understack.sources.http;

import org.jspecify.annotations.NullMarked;
