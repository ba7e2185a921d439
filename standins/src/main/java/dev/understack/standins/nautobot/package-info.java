/** A Nautobot with its rules: required fields, uniqueness, references, protected deletes. */
@NullMarked
package dev.understack.standins.nautobot;

import org.jspecify.annotations.NullMarked;
