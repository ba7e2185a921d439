/** Cron schedules as robfig/cron reads them, the library of both Argo programs. */
@NullMarked
package dev.understack.language.cron;

import org.jspecify.annotations.NullMarked;
