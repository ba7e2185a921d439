/** Ironic, Neutron, Nova and Cinder in memory, behind a Keystone stand-in. */
@NullMarked
package dev.understack.standins.openstack;

import org.jspecify.annotations.NullMarked;
