/** Bringing servers, switches and firewalls into Ironic. */
@NullMarked
package dev.understack.operations.enroll;

import org.jspecify.annotations.NullMarked;
