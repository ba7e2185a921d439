/** A management controller of a server, in the shapes of Dell and of HPE. */
@NullMarked
package dev.understack.standins.redfish;

import org.jspecify.annotations.NullMarked;
