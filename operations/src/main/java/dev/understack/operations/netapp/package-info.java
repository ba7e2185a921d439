/** NetApp ONTAP: a storage machine per project, volumes per volume type, and their network. */
@NullMarked
package dev.understack.operations.netapp;

import org.jspecify.annotations.NullMarked;
