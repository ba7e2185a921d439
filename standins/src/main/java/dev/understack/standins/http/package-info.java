/** An HTTP server that plays another system: records calls and can fail for a time. */
@NullMarked
package dev.understack.standins.http;

import org.jspecify.annotations.NullMarked;
