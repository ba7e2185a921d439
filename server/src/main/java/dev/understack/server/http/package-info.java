/** The HTTP server that the APIs share. */
@NullMarked
package dev.understack.server.http;

import org.jspecify.annotations.NullMarked;
