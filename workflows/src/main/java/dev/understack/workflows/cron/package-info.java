/** CronWorkflows: when they fire, what becomes of their children. */
@NullMarked
package dev.understack.workflows.cron;

import org.jspecify.annotations.NullMarked;
