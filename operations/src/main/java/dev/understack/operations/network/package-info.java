/** Neutron networks, subnets and segment ranges in Nautobot, and the switches. */
@NullMarked
package dev.understack.operations.network;

import org.jspecify.annotations.NullMarked;
