/** Console scripts: options as argparse reads them, log lines, exit codes. */
@NullMarked
package dev.understack.operations.console;

import org.jspecify.annotations.NullMarked;
