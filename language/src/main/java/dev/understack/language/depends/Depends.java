package dev.understack.language.depends;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.understack.language.LanguageException;
import dev.understack.language.expr.Dialect;
import dev.understack.language.expr.Expr;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * When a task may run: an expression over the results of the tasks it depends on. Immutable, safe
 * for several threads.
 */
public final class Depends {
  static final String LANGUAGE = "depends";
  private static final Pattern TASK =
      Pattern.compile("([a-zA-Z0-9][-a-zA-Z0-9]*?\\.[A-Z][a-zA-Z]+)|([a-zA-Z0-9][-a-zA-Z0-9]*)");

  private final String logic;
  private final Map<String, Boolean> tasks;
  private final Expr compiled;

  private Depends(String logic, Map<String, Boolean> tasks) {
    this.logic = logic;
    this.tasks = Collections.unmodifiableMap(new LinkedHashMap<>(tasks));
    this.compiled = compile(logic);
  }

  /**
   * Reads {@code depends}. A task without a result stands for its default: succeeded, skipped or
   * daemoned, and what its {@code continueOn} adds.
   *
   * @param continueOn gives the continueOn of a task
   * @throws LanguageException when a result does not exist or the expression does not compile
   */
  public static Depends parse(String depends, Function<String, ContinueOn> continueOn) {
    Map<String, Boolean> tasks = new LinkedHashMap<>();
    StringBuilder logic = new StringBuilder();
    Matcher matcher = TASK.matcher(depends);
    int position = 0;
    while (matcher.find()) {
      logic.append(depends, position, matcher.start());
      position = matcher.end();
      String match = matcher.group();
      int dot = match.indexOf('.');
      if (dot < 0) {
        tasks.put(match, false);
        logic.append(defaultOf(match, continueOn.apply(match)));
      } else {
        String task = match.substring(0, dot);
        boolean ofMembers = result(depends, matcher.start(), match, dot).isOfMembers();
        tasks.merge(task, ofMembers, Boolean::logicalOr);
        logic.append(match);
      }
    }
    return new Depends(logic.append(depends.substring(position)).toString(), tasks);
  }

  /** The same for a list of {@code dependencies}: all of them by their default. */
  public static Depends ofDependencies(
      List<String> dependencies, Function<String, ContinueOn> continueOn) {
    Map<String, Boolean> tasks = new LinkedHashMap<>();
    dependencies.forEach(task -> tasks.put(task, false));
    String logic =
        dependencies.stream()
            .map(task -> defaultOf(task, continueOn.apply(task)))
            .collect(Collectors.joining(" && "));
    return new Depends(logic.isEmpty() ? "true" : logic, tasks);
  }

  /** The tasks that must have ended before the expression can be evaluated, in order. */
  public Set<String> tasks() {
    return tasks.keySet();
  }

  /** Whether the expression asks about the members of a looped task. */
  public boolean asksMembersOf(String task) {
    return tasks.getOrDefault(task, false);
  }

  /** The expression with the defaults written out. */
  public String logic() {
    return logic;
  }

  /**
   * Whether the task may run.
   *
   * @param results gives the results of each task of {@link #tasks}
   * @throws LanguageException with Argo's text when the expression fails
   */
  public boolean evaluate(Function<String, Set<TaskResult>> results) {
    Map<String, Object> environment = new HashMap<>();
    for (String task : tasks.keySet()) {
      Set<TaskResult> held = results.apply(task);
      Map<String, Object> fields = new HashMap<>();
      for (TaskResult result : TaskResult.values()) {
        fields.put(result.text(), held.contains(result));
      }
      environment.put(variable(task), fields);
    }
    try {
      return compiled.evaluateBoolean(environment);
    } catch (LanguageException failed) {
      throw new LanguageException(
          LANGUAGE,
          logic,
          failed.offset(),
          "unable to evaluate expression '" + compiled + "': " + failed.problem(),
          failed);
    }
  }

  /** The expression with the defaults written out. */
  @Override
  public String toString() {
    return logic;
  }

  private static Expr compile(String logic) {
    try {
      return Expr.compile(variable(logic), Dialect.WORKFLOWS);
    } catch (LanguageException wrong) {
      throw new LanguageException(LANGUAGE, logic, wrong.offset(), wrong.problem(), wrong);
    }
  }

  private static TaskResult result(String depends, int offset, String match, int dot) {
    String name = match.substring(dot + 1);
    return TaskResult.of(name)
        .orElseThrow(() ->
            new LanguageException(
                LANGUAGE,
                depends,
                offset,
                "task result '"
                    + name
                    + "' for task '"
                    + match.substring(0, dot)
                    + "' is invalid"));
  }

  private static String defaultOf(String task, ContinueOn continueOn) {
    return "("
        + task
        + ".Succeeded || "
        + task
        + ".Skipped || "
        + task
        + ".Daemoned"
        + (continueOn.error() ? " || " + task + ".Errored" : "")
        + (continueOn.failed() ? " || " + task + ".Failed" : "")
        + ")";
  }

  /** A dash is no part of a name in expressions. */
  private static String variable(String text) {
    return text.replace('-', '_');
  }
}
