package dev.understack.sensors.lint;

import dev.understack.language.LanguageException;
import dev.understack.language.cron.CronSchedule;
import dev.understack.language.govaluate.DependencyCondition;
import dev.understack.model.Fault;
import dev.understack.model.Faults;
import dev.understack.model.KubeObject;
import dev.understack.model.Manifest;
import dev.understack.model.events.ConditionsReset;
import dev.understack.model.events.DataFilter;
import dev.understack.model.events.DependencyFilters;
import dev.understack.model.events.EventBusSpec;
import dev.understack.model.events.EventDependency;
import dev.understack.model.events.SensorSpec;
import dev.understack.model.events.TriggerSpec;
import dev.understack.model.events.UnknownFields;
import dev.understack.sensors.EventNames;
import dev.understack.sensors.filter.ExpressionChecks;
import dev.understack.sensors.filter.TextPattern;
import dev.understack.sensors.parameter.ValueSource;
import dev.understack.sensors.transform.DataTransform;
import dev.understack.sensors.trigger.TriggerTypes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the faults of EventBus and Sensor manifests offline: structure, unknown fields, programs
 * that do not parse, and names that match nothing in the other manifests.
 */
public final class SensorLint {
  private static final Set<String> DATA_TYPES = Set.of("string", "number", "bool");

  private final List<Fault> faults = new ArrayList<>();
  private final List<Fault> warnings = new ArrayList<>();
  private final TriggerTypes types = TriggerTypes.load();

  private SensorLint() {}

  /**
   * Checks the EventBus and Sensor objects among manifests; others are looked at for their names.
   *
   * @param unknown whether fields that Argo Events ignores are faults
   */
  public static LintReport check(List<Manifest> manifests, UnknownFields unknown) {
    SensorLint lint = new SensorLint();
    EventNames names =
        EventNames.of(
            manifests.stream()
                .map(Manifest::object)
                .filter(object -> object.kind().equals("EventSource"))
                .toList());
    Set<String> buses = new HashSet<>();
    manifests.stream()
        .map(Manifest::object)
        .filter(object -> object.kind().equals("EventBus"))
        .forEach(bus -> buses.add(bus.namespace() + "/" + bus.name()));
    for (Manifest manifest : manifests) {
      switch (manifest.object().kind()) {
        case "EventBus" -> lint.bus(manifest, unknown);
        case "Sensor" -> lint.sensor(manifest, unknown, names, buses);
        default -> {}
      }
    }
    return new LintReport(lint.faults, lint.warnings);
  }

  private void bus(Manifest manifest, UnknownFields unknown) {
    Faults found = new Faults(manifest);
    EventBusSpec.read(manifest.object(), found, unknown);
    faults.addAll(found.list());
  }

  private void sensor(
      Manifest manifest, UnknownFields unknown, EventNames names, Set<String> buses) {
    KubeObject object = manifest.object();
    Faults found = new Faults(manifest);
    Faults surprising = new Faults(manifest);
    SensorSpec spec = SensorSpec.read(object, found, unknown);
    spec.dependencies()
        .forEach(dependency -> {
          dependency(dependency, found);
          names
              .mismatch(object.namespace(), dependency)
              .ifPresent(problem -> surprising.add(dependency.path() + ".eventName", problem));
        });
    List<String> dependencies = spec.dependencies().stream().map(EventDependency::name).toList();
    spec.triggers().forEach(trigger -> trigger(trigger, dependencies, found, surprising));
    if (!buses.contains(object.namespace() + "/" + spec.eventBusName())) {
      surprising.add(
          "spec.eventBusName",
          "there is no EventBus "
              + spec.eventBusName()
              + " in namespace "
              + object.namespace()
              + " among the manifests");
    }
    faults.addAll(found.list());
    warnings.addAll(surprising.list());
  }

  private static void dependency(EventDependency dependency, Faults found) {
    String path = dependency.path();
    DataTransform.compile(dependency.transform())
        .fault()
        .ifPresent(fault -> found.add(path + ".transform", fault));
    if (dependency.filters().isEmpty()) {
      return;
    }
    DependencyFilters filters = dependency.filters().get();
    new ExpressionChecks(filters.expressions(), filters.expressionsOperator())
        .faults()
        .forEach(fault -> found.add(path + ".filters.exprs", fault));
    for (int i = 0; i < filters.data().size(); i++) {
      dataFilter(filters.data().get(i), path + ".filters.data[" + i + "]", found);
    }
  }

  private static void dataFilter(DataFilter filter, String path, Faults found) {
    if (!filter.type().isEmpty() && !DATA_TYPES.contains(filter.type())) {
      found.add(path + ".type", "unsupported JSON type '" + filter.type() + "'");
    }
    if (filter.type().equals("string")) {
      filter.values().stream()
          .map(TextPattern::compile)
          .filter(pattern -> !pattern.fault().isEmpty())
          .forEach(pattern -> found.add(path + ".value", pattern.fault()));
    }
  }

  private void trigger(
      TriggerSpec trigger, List<String> dependencies, Faults found, Faults surprising) {
    String path = trigger.path() + ".template";
    try {
      DependencyCondition _ = DependencyCondition.parse(trigger.conditions(), dependencies);
    } catch (LanguageException e) {
      found.add(path + ".conditions", String.valueOf(e.getMessage()));
    }
    for (ConditionsReset reset : trigger.resets()) {
      try {
        CronSchedule _ = CronSchedule.parseFields(reset.cron(), reset.zone());
      } catch (LanguageException e) {
        found.add(path + ".conditionsReset", "invalid cron expression: " + e.problem());
      }
    }
    if (trigger.kind().isEmpty()) {
      found.add(path, "the template names no kind of trigger");
    } else if (types.find(trigger.kind().get()).isEmpty()) {
      surprising.add(
          path, "trigger kind " + trigger.kind().get().field() + " is not available in this build");
    }
    for (int i = 0; i < trigger.parameters().size(); i++) {
      String at = trigger.path() + ".parameters[" + i + "]";
      var source = trigger.parameters().get(i).source();
      if (!source.dependencyName().isEmpty() && !dependencies.contains(source.dependencyName())) {
        found.add(at + ".src.dependencyName", "no dependency " + source.dependencyName());
      }
      String fault = ValueSource.compile(source).templateFault();
      if (!fault.isEmpty()) {
        found.add(at + ".src", fault);
      }
    }
  }
}
