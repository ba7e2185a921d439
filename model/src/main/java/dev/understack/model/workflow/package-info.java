/** Argo Workflows kinds as immutable records: what the manifest says, not yet resolved. */
@NullMarked
package dev.understack.model.workflow;

import org.jspecify.annotations.NullMarked;
