/** The openstack-oslo-event script and its table of handlers. */
@NullMarked
package dev.understack.operations.dispatch;

import org.jspecify.annotations.NullMarked;
