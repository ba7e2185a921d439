package dev.understack.operations.console;

/** {@code --help} was among the arguments. */
final class HelpRequestedException extends RuntimeException {
  HelpRequestedException() {
    super("help requested");
  }
}
