/** OpenStack: clouds.yaml, Keystone tokens, and one client per service. */
@NullMarked
package dev.understack.operations.openstack;

import org.jspecify.annotations.NullMarked;
