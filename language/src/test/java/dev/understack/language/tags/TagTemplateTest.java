package dev.understack.language.tags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understack.language.LanguageException;
import dev.understack.language.NativeFunction;
import dev.understack.language.expr.ArgoFunctions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TagTemplateTest {
  private static final NativeFunction UPPER =
      arguments -> String.valueOf(arguments.getFirst()).toUpperCase(java.util.Locale.ROOT);
  private static final TagScope SCOPE =
      TagScope.of(
          Map.of(
              "inputs.parameters.name", "web",
              "inputs.parameters.foo-bar", "5",
              "inputs.parameters.json", "{\"a\":[1,2]}",
              "workflow.name", "wf \"quoted\"\nline",
              "workflow.parameters", "[{\"name\":\"x\",\"value\":\"1\"}]",
              "workflow.parameters.x", "1",
              "steps.a.outputs.result", "done",
              "x", "name"),
          ArgoFunctions.with(Map.of("upper", UPPER)));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          plain                                      | plain
          {{inputs.parameters.name}}                 | web
          a{{ inputs.parameters.name }}b             | awebb
          {{inputs.parameters.{{x}}}}                | {{inputs.parameters.name}}
          {{unknown}}                                | {{unknown}}
          {{ unknown }}                              | {{ unknown }}
          {{open                                     | {{open
          {{}}                                       | {{}}
          {{x}}{{x}}                                 | namename
          {{workflow.parameters}}                    | [{"name":"x","value":"1"}]
          {{=inputs.parameters.name}}                | web
          {{=asInt(inputs.parameters['foo-bar'])+1}} | 6
          {{=asInt(inputs.parameters['foo-bar'])/2}} | 2.5
          {{=inputs.parameters.name == 'web'}}       | true
          {{=workflow.parameters.x}}                 | 1
          {{=[1, 'a<b']}}                            | [1,"a\\u003cb"]
          {{= {a: 1} }}                              | {"a":1}
          {{=jsonpath(inputs.parameters.json, '$.a[1]')}} | 2
          {{=jsonpath(inputs.parameters.json, '$.a[*]')}} | [1,2]
          {{=toJson(inputs.parameters.name)}}        | "web"
          {{=sprig.upper(inputs.parameters.name)}}   | WEB
          {{=nil}}                                   | {{=nil}}
          {{=inputs.parameters.nope}}                | {{=inputs.parameters.nope}}
          {{=unknown}}                               | {{=unknown}}
          {{=1 +}}                                   | {{=1 +}}
          {{=item}}                                  | {{=item}}
          {{=workflow.status == 'Succeeded'}}        | {{=workflow.status == 'Succeeded'}}
          {{=inputs.parameters.nope ?? 'default'}}   | default
          """)
  void lenient_pass_replaces_what_it_can(String text, String expected) {
    assertThat(TagTemplate.parse(text).resolve(SCOPE, TagMode.LENIENT)).isEqualTo(expected);
  }

  @Test
  void second_pass_finds_what_nested_tags_left() {
    String once = TagTemplate.parse("{{inputs.parameters.{{x}}}}").resolve(SCOPE, TagMode.LENIENT);

    assertThat(TagTemplate.parse(once).resolve(SCOPE, TagMode.LENIENT)).isEqualTo("web");
  }

  @Test
  void references_to_nodes_must_resolve_in_the_strict_pass() {
    assertThat(
            TagTemplate.parse("{{steps.a.outputs.result}} {{item}}").resolve(SCOPE, TagMode.NODES))
        .isEqualTo("done {{item}}");
    for (String text :
        List.of("{{steps.b.outputs.result}}", "{{=steps.b.outputs.result}}", "{{tasks.x.ip}}")) {
      assertThatThrownBy(() -> TagTemplate.parse(text).resolve(SCOPE, TagMode.NODES))
          .isInstanceOf(UnresolvedTagException.class)
          .hasMessageContaining("failed to resolve {{");
    }
  }

  @Test
  void what_an_operator_allows_to_be_absent_need_not_resolve() {
    assertThat(
            TagTemplate.parse("{{=steps.b?.outputs ?? steps.a.outputs.result}}")
                .resolve(SCOPE, TagMode.NODES))
        .isEqualTo("done");
  }

  @Test
  void failing_expression_of_the_strict_pass_is_an_error() {
    assertThatThrownBy(() -> TagTemplate.parse("{{=asInt('x')}}").resolve(SCOPE, TagMode.NODES))
        .isInstanceOf(LanguageException.class)
        .isNotInstanceOf(UnresolvedTagException.class)
        .hasMessageContaining("failed to evaluate expression: invalid operation: int(x)");
  }

  @Test
  void every_tag_must_resolve_in_the_complete_pass() {
    assertThatThrownBy(() -> TagTemplate.parse("a {{item}}").resolve(SCOPE, TagMode.COMPLETE))
        .isInstanceOfSatisfying(
            UnresolvedTagException.class,
            fault -> {
              assertThat(fault.problem()).isEqualTo("failed to resolve {{item}}");
              assertThat(fault.tag()).isEqualTo("item");
              assertThat(fault.column()).isEqualTo(3);
            });
  }

  @Test
  void items_that_are_maps_show_as_json_and_by_key() {
    Map<String, @Nullable Object> item = new HashMap<>();
    item.put("name", "a");
    item.put("count", 2.0);
    TagScope scope = SCOPE.with("item", item);

    assertThat(TagTemplate.parse("{{item.name}}-{{item.count}}").resolve(scope, TagMode.COMPLETE))
        .isEqualTo("a-2");
    assertThat(TagTemplate.parse("{{item}}").resolve(scope, TagMode.COMPLETE))
        .isEqualTo("{\"count\":2,\"name\":\"a\"}");
    assertThat(TagTemplate.parse("{{=item.name + 'b'}}").resolve(scope, TagMode.COMPLETE))
        .isEqualTo("ab");
    assertThat(TagTemplate.parse("{{=get(item, 'zz') ?? 'none'}}").resolve(scope, TagMode.COMPLETE))
        .isEqualTo("none");
  }

  @Test
  void absent_optional_is_nil_in_expressions_and_an_error_in_simple_tags() {
    TagScope scope = SCOPE.with("tasks.a.outputs.parameters.x", null);

    assertThat(
            TagTemplate.parse("{{=tasks.a.outputs.parameters.x ?? 'fallback'}}")
                .resolve(scope, TagMode.NODES))
        .isEqualTo("fallback");
    assertThatThrownBy(() ->
            TagTemplate.parse("{{tasks.a.outputs.parameters.x}}").resolve(scope, TagMode.NODES))
        .isInstanceOfSatisfying(
            UnresolvedTagException.class, fault -> assertThat(fault.isAbsentOptional()).isTrue())
        .hasMessageContaining("absent optional");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{{a.b}}", "  {{ a.b }} "})
  void single_tags_are_recognised(String text) {
    assertThat(TagTemplate.parse(text).onlyName()).contains("a.b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x{{a.b}}", "{{a}}{{b}}", "a.b", "{{=a.b}}"})
  void other_texts_are_not_single_tags(String text) {
    assertThat(TagTemplate.parse(text).onlyName()).isEmpty();
  }

  @Test
  void inner_variables_hide_outer_ones() {
    TagScope inner = SCOPE.with(Map.of("x", "inner", "y", "new"));

    assertThat(TagTemplate.parse("{{x}} {{y}} {{=x + y}}").resolve(inner, TagMode.COMPLETE))
        .isEqualTo("inner new innernew");
    assertThat(inner.text("inputs.parameters.name")).contains("web");
  }

  @Test
  void dotted_names_become_maps_and_win_over_values() {
    assertThat(DottedNames.expand(Map.of("a.b", 1, "a.c.d", 2, "a", 3, "ab", 4, "abb", 5)))
        .isEqualTo(Map.of("a", Map.of("b", 1, "c", Map.of("d", 2)), "ab", 4, "abb", 5));
  }
}
