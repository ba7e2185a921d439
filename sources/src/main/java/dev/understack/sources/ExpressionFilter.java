package dev.understack.sources;

import dev.understack.language.LanguageException;
import dev.understack.language.expr.ArgoFunctions;
import dev.understack.language.expr.Dialect;
import dev.understack.language.expr.Expr;
import dev.understack.language.expr.ExprValues;
import dev.understack.language.sprig.Sprig;
import dev.understack.language.sprig.SprigOptions;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A source filter by {@code filter.expression}: an expr-lang 1.15 expression over the top-level
 * fields of the event's data, compiled once.
 */
public final class ExpressionFilter implements SourceFilter {
  private static final Map<String, Object> FUNCTIONS =
      ArgoFunctions.with(Sprig.expressionFunctions(SprigOptions.CLOSED));

  private final Expr expression;

  private ExpressionFilter(Expr expression) {
    this.expression = expression;
  }

  /** Compiles an expression; throws {@link LanguageException} when it does not parse. */
  public static ExpressionFilter compile(String text) {
    return new ExpressionFilter(Expr.compile(text, Dialect.EVENTS));
  }

  @Override
  public boolean accepts(JsonNode data) {
    if (!data.isObject() && !data.isNull()) {
      throw new FailedException("expected the data to be an object, found " + data.getNodeType());
    }
    Map<String, @Nullable Object> environment = new HashMap<>();
    for (Map.Entry<String, JsonNode> entry : ExpandedKeys.of(data).properties()) {
      environment.put(entry.getKey().replace('-', '_'), ExprValues.of(entry.getValue()));
    }
    environment.putAll(FUNCTIONS);
    try {
      Object result = expression.evaluate(environment);
      if (result instanceof Boolean truth) {
        return truth;
      }
      throw new FailedException("expected true or false, the result is " + ExprValues.text(result));
    } catch (LanguageException e) {
      throw new FailedException(String.valueOf(e.getMessage()));
    }
  }
}
