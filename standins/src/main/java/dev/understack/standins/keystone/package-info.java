/** A Keystone that issues tokens, keeps projects and users and notifies about them. */
@NullMarked
package dev.understack.standins.keystone;

import org.jspecify.annotations.NullMarked;
