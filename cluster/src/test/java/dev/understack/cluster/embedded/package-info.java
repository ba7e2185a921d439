@NullMarked
package dev.understack.cluster.embedded;

import org.jspecify.annotations.NullMarked;
