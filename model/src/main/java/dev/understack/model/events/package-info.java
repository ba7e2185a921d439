/** EventBus, EventSource and Sensor specs as typed records, with Argo Events' validation rules. */
@NullMarked
package dev.understack.model.events;

import org.jspecify.annotations.NullMarked;
