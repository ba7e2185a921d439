package dev.understack.workflows.core;

import dev.understack.model.workflow.TemplateSpec;

/**
 * A template ready to run: inputs bound and tags substituted.
 *
 * @param template the template
 * @param templates where names inside it are looked up
 * @param context where it was called from
 * @param scope its inputs inside the variables of the run
 */
record Body(TemplateSpec template, TemplateScope templates, CallContext context, Scope scope) {}
