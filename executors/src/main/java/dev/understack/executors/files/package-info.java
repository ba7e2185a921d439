/** The files that a container sees. */
@NullMarked
package dev.understack.executors.files;

import org.jspecify.annotations.NullMarked;
