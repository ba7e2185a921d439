/** From a real RabbitMQ queue to recorded decisions, against a bare consumer of the same queue. */
@NullMarked
package dev.understack.benchmarks.pipeline;

import org.jspecify.annotations.NullMarked;
