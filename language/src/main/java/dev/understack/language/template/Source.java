package dev.understack.language.template;

import dev.understack.language.value.GoQuote;
import dev.understack.language.value.GoText;

/**
 * The text of a template, for errors.
 *
 * @param name the template's name
 * @param text the whole text
 */
record Source(String name, String text) {
  TemplateException parseError(Token token, String problem) {
    String message = "template: " + name + ":" + token.line() + ": " + problem;
    return new TemplateException(text, Math.min(token.at(), text.length()), message, problem);
  }

  /** A failure of the execution of {@code running}, a template of this text. */
  TemplateException executionError(String running, Node node, String problem) {
    int lineStart = text.lastIndexOf('\n', node.at() - 1) + 1;
    long line = 1 + text.substring(0, lineStart).chars().filter(c -> c == '\n').count();
    int column = GoText.length(text.substring(lineStart, node.at()));
    String what =
        "executing %s at <%s>: %s".formatted(GoQuote.quote(running, false), node.text(), problem);
    String message = "template: %s:%d:%d: %s".formatted(name, line, column, what);
    return new TemplateException(text, node.at(), message, what);
  }
}
