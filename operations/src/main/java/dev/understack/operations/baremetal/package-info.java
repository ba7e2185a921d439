/** Ironic nodes, ports and portgroups as Nautobot devices and interfaces. */
@NullMarked
package dev.understack.operations.baremetal;

import org.jspecify.annotations.NullMarked;
