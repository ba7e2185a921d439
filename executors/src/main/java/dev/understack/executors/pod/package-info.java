/** What a pod asks for: containers, environment and volumes, read and resolved. */
@NullMarked
package dev.understack.executors.pod;

import org.jspecify.annotations.NullMarked;
