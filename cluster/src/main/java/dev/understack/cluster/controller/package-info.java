/** Controllers: loops that bring objects to where their spec wants them. */
@NullMarked
package dev.understack.cluster.controller;

import org.jspecify.annotations.NullMarked;
