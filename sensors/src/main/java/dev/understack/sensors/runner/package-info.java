/** Reads buses, commits decisions and runs actions. */
@NullMarked
package dev.understack.sensors.runner;

import org.jspecify.annotations.NullMarked;
