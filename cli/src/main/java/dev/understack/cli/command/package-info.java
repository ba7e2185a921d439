/** One class per subcommand. */
@NullMarked
package dev.understack.cli.command;

import org.jspecify.annotations.NullMarked;
