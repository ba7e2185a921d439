/** The EventBus: durable, ordered events between sources and sensors. */
@NullMarked
package dev.understack.bus;

import org.jspecify.annotations.NullMarked;
