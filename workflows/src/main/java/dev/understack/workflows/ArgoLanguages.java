package dev.understack.workflows;

import dev.understack.language.LanguageException;
import dev.understack.language.expr.ArgoFunctions;
import dev.understack.language.expr.Dialect;
import dev.understack.language.expr.Expr;
import dev.understack.language.expr.ExprValues;
import dev.understack.language.govaluate.When;
import dev.understack.language.sprig.Sprig;
import dev.understack.language.sprig.SprigOptions;
import dev.understack.model.Json;
import dev.understack.workflows.core.CallException;
import dev.understack.workflows.core.Languages;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The languages of workflow manifests as Argo Workflows has them. Safe for several threads. */
public final class ArgoLanguages implements Languages {
  private static final int MOST_COMPILED = 4096;
  private static final Map<String, Object> FUNCTIONS =
      ArgoFunctions.with(Sprig.expressionFunctions(SprigOptions.CLOSED));

  /** Expressions compiled before; emptied when it grows too large. Any thread may add to it. */
  private final Map<String, Expr> compiled = new ConcurrentHashMap<>();

  @Override
  public @Nullable Object expression(String expression, Map<String, @Nullable Object> variables) {
    Map<String, @Nullable Object> environment = new HashMap<>(FUNCTIONS);
    environment.putAll(variables);
    try {
      if (compiled.size() > MOST_COMPILED) {
        compiled.clear();
      }
      return compiled
          .computeIfAbsent(expression, text -> Expr.compile(text, Dialect.WORKFLOWS))
          .evaluate(environment);
    } catch (LanguageException e) {
      throw new CallException(e.problem());
    }
  }

  @Override
  public boolean condition(String when) {
    try {
      return When.isTrue(when);
    } catch (LanguageException e) {
      throw new CallException(e.problem());
    }
  }

  @Override
  public String json(@Nullable Object value) {
    return Json.write(ExprValues.json(value));
  }
}
