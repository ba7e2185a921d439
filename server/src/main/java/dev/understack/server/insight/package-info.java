/** What happened and why, over HTTP: events, explanations, lineage and dead letters. */
@NullMarked
package dev.understack.server.insight;

import org.jspecify.annotations.NullMarked;
