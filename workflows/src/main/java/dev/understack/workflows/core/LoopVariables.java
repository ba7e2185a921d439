package dev.understack.workflows.core;

import dev.understack.model.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is known of a step that looped: the outputs of its succeeded members as JSON lists, and the
 * state of the node that stands for all of them.
 *
 * @param group variables of that node
 * @param members its members in the order of the items
 */
record LoopVariables(StepVariables group, List<Node> members) implements Scope.NodeVariables {
  private static final String PARAMETERS = "outputs.parameters";

  @Override
  public @Nullable Object find(String rest) {
    List<Node> contributing = contributing();
    if (contributing.isEmpty()) {
      return rest.startsWith("outputs.") ? null : group.find(rest);
    }
    if (rest.equals(PARAMETERS)) {
      return allParameters(contributing);
    }
    if (rest.startsWith(PARAMETERS + ".")) {
      return oneParameter(contributing, rest.substring(PARAMETERS.length() + 1));
    }
    return rest.equals("outputs.result") ? results(contributing) : group.find(rest);
  }

  @Override
  public void each(BiConsumer<String, Object> sink) {
    group.each(sink);
    give("outputs.result", sink);
    Set<String> names = new TreeSet<>();
    for (Node member : contributing()) {
      ObjectNode outputs = member.outputs;
      if (outputs != null) {
        outputs.path("parameters").forEach(p -> names.add(p.path("name").asString("")));
      }
    }
    names.forEach(name -> give(PARAMETERS + "." + name, sink));
  }

  private void give(String name, BiConsumer<String, Object> sink) {
    Object value = find(name);
    if (value != null) {
      sink.accept(name, value);
    }
  }

  private List<Node> contributing() {
    return members.stream()
        .filter(member -> member.phase == NodePhase.SUCCEEDED && member.outputs != null)
        .toList();
  }

  private static String allParameters(List<Node> members) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (Node member : members) {
      ObjectNode values = list.addObject();
      if (member.outputs != null) {
        for (JsonNode parameter : member.outputs.path("parameters")) {
          values.put(parameter.path("name").asString(""), parameter.path("value").asString(""));
        }
      }
    }
    return Json.write(list);
  }

  private static @Nullable String oneParameter(List<Node> members, String name) {
    List<String> values = new ArrayList<>();
    for (Node member : members) {
      String value = OutputsJson.parameter(member.outputs, name);
      if (value != null) {
        values.add(value);
      }
    }
    if (values.isEmpty()) {
      return null;
    }
    ArrayNode structured = JsonNodeFactory.instance.arrayNode();
    for (String value : values) {
      JsonNode parsed = parsed(value);
      if (parsed != null && parsed.isContainer()) {
        structured.add(parsed);
      }
    }
    if (structured.size() == values.size()) {
      return Json.write(structured);
    }
    ArrayNode texts = JsonNodeFactory.instance.arrayNode();
    values.forEach(texts::add);
    return Json.write(texts);
  }

  private static @Nullable String results(List<Node> members) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (Node member : members) {
      String result = OutputsJson.text(member.outputs, "result");
      if (result == null) {
        continue;
      }
      JsonNode parsed = parsed(result);
      if (parsed == null) {
        throw new CallException(
            "result of " + member.displayName + " is not JSON, so it cannot be put into a list");
      }
      list.add(parsed);
    }
    return list.isEmpty() ? null : Json.write(list);
  }

  private static @Nullable JsonNode parsed(String text) {
    try {
      return Json.read(text);
    } catch (JacksonException notJson) {
      return null;
    }
  }
}
