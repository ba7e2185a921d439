/** Controllers for External Secrets and RabbitMQ topology objects. */
@NullMarked
package dev.understack.secrets;

import org.jspecify.annotations.NullMarked;
