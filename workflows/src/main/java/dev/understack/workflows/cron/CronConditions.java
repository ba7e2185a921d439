package dev.understack.workflows.cron;

import dev.understack.language.LanguageException;
import dev.understack.language.expr.ArgoFunctions;
import dev.understack.language.expr.Dialect;
import dev.understack.language.expr.Expr;
import dev.understack.language.govaluate.When;
import dev.understack.language.sprig.Sprig;
import dev.understack.language.sprig.SprigOptions;
import dev.understack.language.tags.TagMode;
import dev.understack.language.tags.TagScope;
import dev.understack.language.tags.TagTemplate;
import dev.understack.model.Json;
import dev.understack.model.KubeObject;
import dev.understack.workflows.core.CallException;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Evaluates {@code when} and {@code stopStrategy} of a cron workflow. */
final class CronConditions {
  private static final Map<String, Object> FUNCTIONS =
      ArgoFunctions.with(Sprig.expressionFunctions(SprigOptions.CLOSED));

  private CronConditions() {}

  /** Whether {@code when} lets a run start; an empty text does. */
  static boolean holds(String when, KubeObject cron, CronStatus status) {
    if (when.isEmpty()) {
      return true;
    }
    try {
      TagScope scope = TagScope.of(Map.of("cronworkflow", variables(cron, status)), FUNCTIONS);
      String text = TagTemplate.parse(when).resolve(scope, TagMode.COMPLETE);
      return When.isTrueOfCron(text);
    } catch (LanguageException e) {
      throw new CallException("run policy error: " + e.problem());
    }
  }

  /** Whether the schedule has to end for good. */
  static boolean stops(String expression, KubeObject cron, CronStatus status) {
    if (expression.isEmpty()) {
      return false;
    }
    try {
      return Expr.compile(expression, Dialect.WORKFLOWS)
          .evaluateBoolean(Map.of("cronworkflow", variables(cron, status)));
    } catch (LanguageException e) {
      throw new CallException(
          "failed to check CronWorkflow '" + cron.name() + "' stopping condition: " + e.problem());
    }
  }

  private static Map<String, @Nullable Object> variables(KubeObject cron, CronStatus status) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("name", cron.name());
    all.put("namespace", cron.namespace());
    all.put("labels", texts(cron.labels()));
    all.put("annotations", texts(cron.annotations()));
    all.put("failed", status.failed());
    all.put("succeeded", status.succeeded());
    all.put(
        "lastScheduledTime",
        status.lastScheduled().map(time -> time.atZone(ZoneOffset.UTC)).orElse(null));
    return all;
  }

  private static Map<String, Object> texts(Map<String, String> texts) {
    Map<String, Object> all = new LinkedHashMap<>(texts);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    texts.forEach(json::put);
    all.put("json", Json.write(json));
    return all;
  }
}
