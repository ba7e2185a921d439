/** Output for people (tables) and for programs (JSON, YAML, names). */
@NullMarked
package dev.understack.cli.output;

import org.jspecify.annotations.NullMarked;
