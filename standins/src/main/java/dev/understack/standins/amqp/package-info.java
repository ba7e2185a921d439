/** An AMQP broker inside the JVM, and OpenStack notifications on it. */
@NullMarked
package dev.understack.standins.amqp;

import org.jspecify.annotations.NullMarked;
