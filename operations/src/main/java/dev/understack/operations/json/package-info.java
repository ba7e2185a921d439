/** JSON trees as the clients and operations read and build them. */
@NullMarked
package dev.understack.operations.json;

import org.jspecify.annotations.NullMarked;
