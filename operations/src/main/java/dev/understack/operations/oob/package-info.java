/** Servers that Nautobot learned about first: Redfish to Nautobot to Ironic. */
@NullMarked
package dev.understack.operations.oob;

import org.jspecify.annotations.NullMarked;
