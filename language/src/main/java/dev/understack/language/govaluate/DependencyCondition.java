package dev.understack.language.govaluate;

import dev.understack.language.LanguageException;
import dev.understack.language.expr.Dialect;
import dev.understack.language.expr.Expr;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * When a trigger fires: {@code conditions} over the names of a sensor's dependencies, such as
 * {@code (a || b) && c}. Immutable, safe for several threads.
 *
 * <p>As in Argo Events, a dash in a name may be written as an underscore, and of names that differ
 * in that only, the last one counts. {@code &&} binds tighter than {@code ||}; there is no
 * negation.
 */
public final class DependencyCondition {
  private static final String LANGUAGE = "conditions";

  private final String expression;
  private final Govaluate compiled;

  private DependencyCondition(String conditions, String expression) {
    this.expression = expression;
    try {
      this.compiled = Govaluate.parse(expression.replace("-", "\\-"));
    } catch (LanguageException wrong) {
      throw new LanguageException(LANGUAGE, conditions, -1, wrong.problem(), wrong);
    }
  }

  /**
   * Reads conditions.
   *
   * @param conditions empty for all dependencies together
   * @param dependencies names of the sensor's dependencies, in order
   * @throws LanguageException when the text is no condition or names an unknown dependency
   */
  public static DependencyCondition parse(String conditions, List<String> dependencies) {
    DependencyCondition condition =
        new DependencyCondition(
            conditions,
            conditions.isEmpty()
                ? String.join("&&", dependencies)
                : translated(conditions, dependencies));
    for (String name : condition.compiled.variables()) {
      if (!dependencies.contains(name)) {
        throw new LanguageException(LANGUAGE, conditions, -1, "unknown dependency " + name);
      }
    }
    return condition;
  }

  /** The condition with the dependencies' own names and without blanks. */
  public String expression() {
    return expression;
  }

  /** The dependencies it names, in order. */
  public Set<String> dependencies() {
    return new LinkedHashSet<>(compiled.variables());
  }

  /** Whether the trigger fires when events of these dependencies are there. */
  public boolean holds(Set<String> received) {
    Map<String, Boolean> parameters = new HashMap<>();
    compiled.variables().forEach(name -> parameters.put(name, received.contains(name)));
    return Boolean.TRUE.equals(compiled.evaluate(parameters));
  }

  @Override
  public String toString() {
    return expression;
  }

  /** Argo makes the text a program that joins the names and operators, and runs it. */
  private static String translated(String conditions, List<String> dependencies) {
    Map<String, String> names = new LinkedHashMap<>();
    dependencies.forEach(name -> names.put(name.replace('-', '_'), name));
    String program =
        conditions
            .replace("&&", " + \"&&\" + ")
            .replace("||", " + \"||\" + ")
            .replace("-", "_")
            .replace("(", "\"(\"+")
            .replace(")", "+\")\"");
    try {
      Expr compiled = Expr.compile(program, Dialect.EVENTS);
      for (String name : compiled.names()) {
        if (!names.containsKey(name)) {
          throw new LanguageException(
              LANGUAGE,
              conditions,
              conditions.replace('-', '_').indexOf(name),
              "unknown dependency " + name);
        }
      }
      return Values.text(compiled.evaluate(names)).replace("\"(\"", "(").replace("\")\"", ")");
    } catch (LanguageException wrong) {
      if (wrong.language().equals(LANGUAGE)) {
        throw wrong;
      }
      throw new LanguageException(
          LANGUAGE,
          conditions,
          -1,
          "expected names of dependencies with &&, || and parentheses: " + wrong.problem(),
          wrong);
    }
  }
}
