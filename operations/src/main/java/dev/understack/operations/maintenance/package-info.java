/** Care for nodes in service: inspection, firmware, cleaning, agents; and the openstack command. */
@NullMarked
package dev.understack.operations.maintenance;

import org.jspecify.annotations.NullMarked;
