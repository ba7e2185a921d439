/** Embedded AMQP broker and small servers that speak the real APIs of Keystone and Nautobot. */
@NullMarked
package dev.understack.standins;

import org.jspecify.annotations.NullMarked;
