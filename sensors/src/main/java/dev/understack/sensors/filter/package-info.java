/** The filters of dependencies. */
@NullMarked
package dev.understack.sensors.filter;

import org.jspecify.annotations.NullMarked;
