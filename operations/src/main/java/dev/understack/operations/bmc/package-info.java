/**
 * Management controllers over Redfish: passwords, settings and what they say about their server.
 */
@NullMarked
package dev.understack.operations.bmc;

import org.jspecify.annotations.NullMarked;
