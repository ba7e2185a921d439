package dev.understack.workflows.core;

import dev.understack.model.workflow.ContinueOn;
import dev.understack.model.workflow.StepSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What must be true of other tasks before a task runs: {@code depends}, or {@code dependencies} as
 * a conjunction. Operators are {@code &&}, {@code ||}, {@code !} and parentheses; an operand is
 * {@code task.Result} or a bare task, which stands for succeeded, skipped or daemoned and for what
 * its {@code continueOn} covers.
 */
public final class Dependencies {
  /** Results that an operand may name. */
  public static final Set<String> RESULTS =
      Set.of(
          "Succeeded",
          "Failed",
          "Errored",
          "Skipped",
          "Omitted",
          "Daemoned",
          "AnySucceeded",
          "AllFailed");

  private static final Pattern TOKEN =
      Pattern.compile("\\s*(&&|\\|\\||!|\\(|\\)|([A-Za-z0-9_-]+)(?:\\.([A-Za-z]+))?)\\s*");
  private final String text;
  private final Map<String, Set<String>> operands;

  private Dependencies(String text, Map<String, Set<String>> operands) {
    this.text = text;
    this.operands = operands;
  }

  /**
   * The dependencies of a task.
   *
   * @throws CallException when the expression is not valid
   */
  public static Dependencies of(StepSpec task) {
    String text =
        task.depends().isEmpty() ? String.join(" && ", task.dependencies()) : task.depends();
    Dependencies dependencies = new Dependencies(text, new LinkedHashMap<>());
    if (!text.isBlank()) {
      dependencies.parse((_, _) -> true, _ -> ContinueOn.NEVER, true);
    }
    return dependencies;
  }

  /** The tasks that come first, each with the results that are named; a bare name has none. */
  public Map<String, Set<String>> operands() {
    return operands;
  }

  public boolean isEmpty() {
    return operands.isEmpty();
  }

  /** The expression, for messages. */
  public String text() {
    return text;
  }

  /**
   * Whether the task may run.
   *
   * @param result whether a task has a result
   * @param continueOn what a task's own continueOn covers
   */
  boolean hold(BiPredicate<String, String> result, Function<String, ContinueOn> continueOn) {
    return text.isBlank() || parse(result, continueOn, false);
  }

  private boolean parse(
      BiPredicate<String, String> result,
      Function<String, ContinueOn> continueOn,
      boolean collecting) {
    Parser parser = new Parser(result, continueOn, collecting);
    boolean value = parser.or();
    parser.end();
    return value;
  }

  /** Evaluates while it reads; both sides of an operator are always read. */
  private final class Parser {
    private final Matcher tokens = TOKEN.matcher(text);
    private final BiPredicate<String, String> result;
    private final Function<String, ContinueOn> continueOn;
    private final boolean collecting;
    private int at;

    Parser(
        BiPredicate<String, String> result,
        Function<String, ContinueOn> continueOn,
        boolean collecting) {
      this.result = result;
      this.continueOn = continueOn;
      this.collecting = collecting;
    }

    boolean or() {
      boolean value = and();
      while (take("||")) {
        value |= and();
      }
      return value;
    }

    private boolean and() {
      boolean value = operand();
      while (take("&&")) {
        value &= operand();
      }
      return value;
    }

    private boolean operand() {
      if (take("!")) {
        return !operand();
      }
      if (take("(")) {
        boolean value = or();
        if (!take(")")) {
          throw wrong("expected )");
        }
        return value;
      }
      tokens.region(at, text.length());
      if (!tokens.lookingAt() || tokens.group(2) == null) {
        throw wrong("expected a task");
      }
      at = tokens.end();
      return value(tokens.group(2), tokens.group(3));
    }

    private boolean value(String task, String named) {
      if (collecting) {
        Set<String> results = operands.computeIfAbsent(task, _ -> new java.util.LinkedHashSet<>());
        if (named != null) {
          results.add(named);
        }
        return true;
      }
      if (named != null) {
        return result.test(task, named);
      }
      ContinueOn covered = continueOn.apply(task);
      return result.test(task, "Succeeded")
          || result.test(task, "Skipped")
          || result.test(task, "Daemoned")
          || (covered.error() && result.test(task, "Errored"))
          || (covered.failed() && result.test(task, "Failed"));
    }

    void end() {
      if (at < text.length()) {
        throw wrong("unexpected text");
      }
    }

    private boolean take(String token) {
      tokens.region(at, text.length());
      if (tokens.lookingAt() && tokens.group(1).equals(token)) {
        at = tokens.end();
        return true;
      }
      return false;
    }

    private CallException wrong(String what) {
      return new CallException(
          "unable to evaluate expression '" + text + "': " + what + " at column " + (at + 1));
    }
  }
}
