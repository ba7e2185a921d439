/** Events from AMQP 0-9-1 brokers such as RabbitMQ. */
@NullMarked
package dev.understack.sources.amqp;

import org.jspecify.annotations.NullMarked;
