/** A NetApp ONTAP storage system in memory. */
@NullMarked
package dev.understack.standins.netapp;

import org.jspecify.annotations.NullMarked;
