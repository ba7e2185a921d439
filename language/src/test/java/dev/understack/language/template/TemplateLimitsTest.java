package dev.understack.language.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understack.language.LanguageException;
import dev.understack.language.Limits;
import dev.understack.language.sprig.Sprig;
import dev.understack.language.value.JsonValues;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Templates that want too much end with an error. */
@Timeout(60)
class TemplateLimitsTest {
  private static final Limits SMALL = new Limits(Duration.ofMillis(300), 4 << 20, 100);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ define \"x\" }}{{ template \"x\" }}{{ end }}{{ template \"x\" }}",
        "{{ define \"x\" }}{{ template \"y\" . }}{{ end }}{{ define \"y\" }}{{ template \"x\" . }}{{ end }}{{ template \"x\" 1 }}",
        "{{ range 9000000000000000000 }}{{ end }}",
        "{{ range 9000000000000000000 }}x{{ end }}",
        "{{ range 1000000 }}{{ range 1000000 }}{{ end }}{{ end }}",
        "{{ range 100000 }}{{ repeat 1000 \"x\" }}{{ end }}",
        "{{ $x := \"x\" }}{{ range 100 }}{{ $x = cat $x $x }}{{ end }}",
        "{{ $x := \"x\" }}{{ range 100 }}{{ $x = printf \"%s%s\" $x $x }}{{ end }}",
        "{{ $l := list 1 }}{{ range 100 }}{{ $l = concat $l $l }}{{ end }}",
        "{{ $l := list }}{{ range 100000000 }}{{ $l = append $l 1 }}{{ end }}",
        "{{ repeat 1000000000 \"x\" }}",
        "{{ repeat 9000000000000000000 \"xx\" }}",
        "{{ indent 1000000000 \"x\" }}",
        "{{ nindent 100000 (repeat 100000 \"\\n\") }}",
        "{{ until 1000000000 }}",
        "{{ untilStep 0 9000000000000000000 1 }}",
        "{{ seq 1 1000000000 }}",
        "{{ printf \"%1000000d%1000000d%1000000d%1000000d%1000000d\" 1 2 3 4 5 }}",
        "{{ printf \"%.1000000f\" 1.5 | repeat 100 }}",
        "{{ wrapWith 1 (repeat 10000 \"x\") (repeat 10000 \"y\") }}",
        "{{ replace \"\" (repeat 10000 \"y\") (repeat 10000 \"x\") }}",
        "{{ regexReplaceAll \"x\" (repeat 10000 \"x\") (repeat 10000 \"y\") }}",
        "{{ join (repeat 10000 \"x\") (until 10000) }}",
        "{{ randAlphaNum 1000000000 }}",
        "{{ randBytes 1000000000 }}",
        "{{ range 1000 }}{{ bcrypt \"x\" }}{{ end }}",
        "{{ $d := dict }}{{ $_ := set $d \"d\" $d }}{{ $d }}",
        "{{ $d := dict }}{{ $_ := set $d \"d\" $d }}{{ mustToJson $d }}",
        "{{ $d := dict }}{{ $_ := set $d \"d\" $d }}{{ $e := dict \"d\" (dict \"d\" $d) }}{{ deepEqual $d $e }}{{ deepCopy $d }}",
        "{{ $d := dict }}{{ $_ := set $d \"d\" $d }}{{ merge $d $d | toString }}",
        "{{ regexMatch \"(a{1000}){1000}\" \"a\" | ternary 1 (fail \"x\") }}"
      })
  void stopsTemplatesThatWantTooMuch(String text) {
    assertThatThrownBy(() -> execute(text, SMALL)).isInstanceOf(LanguageException.class);
  }

  @Test
  void catastrophicExpressionsTakeTheirTimeInProportion() {
    String text = "{{ regexMatch \"(x+x+)+y\" (repeat 20000 \"x\") }}";

    assertThat(execute(text, Limits.DEFAULT)).isEqualTo("false");
  }

  @Test
  void deeplyNestedTemplatesAreRefused() {
    int deep = 100_000;
    for (String text :
        new String[] {
          "{{" + "(".repeat(deep) + "1" + ")".repeat(deep) + "}}",
          "{{if 1}}".repeat(deep) + "{{end}}".repeat(deep),
          "{{if 1}}" + "{{else if 1}}".repeat(deep) + "{{end}}",
          "{{define \"x\"}}".repeat(deep),
          "{{block \"x\" .}}".repeat(deep) + "{{end}}".repeat(deep),
          "{{range .}}".repeat(deep)
        }) {
      assertThatThrownBy(() -> Template.compile("t", text, Map.of()))
          .isInstanceOf(LanguageException.class);
    }
  }

  @Test
  void longTemplatesAreFine() {
    String text = "{{ .a }}, {{ if .a }}yes{{ end }}\n".repeat(20_000);

    String result =
        Template.compile("t", text, Map.of())
            .execute(Map.of("a", "x"), new Limits(Duration.ofSeconds(30), 64 << 20, 100));

    assertThat(result).hasLineCount(20_000).startsWith("x, yes\n");
  }

  @Test
  void oneTemplateServesManyThreads() throws Exception {
    Template template =
        Template.compile(
            "t",
            "{{ $n := 0 }}{{ range .l }}{{ $n = add $n . }}{{ end }}{{ $n }} {{ upper .s }}",
            Sprig.functions());

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<String> run =
          () -> template.execute(JsonValues.parse("{\"l\": [1, 2, 3], \"s\": \"abc\"}"));
      for (Future<String> result : threads.invokeAll(Collections.nCopies(300, run))) {
        assertThat(result.get()).isEqualTo("6 ABC");
      }
    }
  }

  @Test
  void textThatIsNotUtf8ComesOutReplaced() {
    assertThat(execute("{{ b64dec \"/2E=\" }}", Limits.DEFAULT)).isEqualTo("\uFFFDa");
    assertThat(execute("{{ b64dec \"4oKs\" }}", Limits.DEFAULT)).isEqualTo("€");
    assertThat(execute("{{ slice \"€\" 0 1 }}{{ \"\\x82\\xac\" }}", Map.of(), null)).isEqualTo("€");
  }

  @Test
  void errorsKnowTheirPlace() {
    assertThatThrownBy(() -> execute("line\n  {{ .a.b.c }}", Map.of("a", Map.of("b", 1.0)), null))
        .isInstanceOfSatisfying(
            LanguageException.class,
            e -> {
              assertThat(e.line()).isEqualTo(2);
              assertThat(e)
                  .hasMessage(
                      "template: t:2:7: executing \"t\" at <.a.b.c>:"
                          + " can't evaluate field c in type interface {}");
            });
  }

  private static String execute(String text, Limits limits) {
    return Template.compile("t", text, Sprig.functions()).execute(Map.of(), limits);
  }

  private static String execute(String text, Map<String, Object> data, @Nullable Limits limits) {
    return Template.compile("t", text, Map.of())
        .execute(data, limits == null ? Limits.DEFAULT : limits);
  }
}
