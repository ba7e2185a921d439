package dev.understack.acceptance.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.understack.cli.command.Understack;
import dev.understack.model.KubeObject;
import dev.understack.operations.Operation;
import dev.understack.operations.Operations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The commands in the pages about operations are commands that we have. */
class DocumentedCommandsTest {
  private static final Path PAGES = Path.of("..", "docs", "operations");
  private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|([^\\s'\"]+)");

  @Test
  void everyCommandIsUnderstood() throws IOException {
    List<List<String>> commands = commands();

    assertThat(commands).hasSizeGreaterThan(20);
    for (List<String> command : commands) {
      assertThatCode(() -> Understack.commandLine().parseArgs(command.toArray(String[]::new)))
          .as(String.join(" ", command))
          .doesNotThrowAnyException();
    }
  }

  @Test
  void everyOperationThatIsRunByHandExists() throws IOException {
    Set<String> known =
        Operations.standard().all().stream().map(Operation::name).collect(Collectors.toSet());
    for (List<String> command : commands()) {
      if (command.getFirst().equals("op") && command.size() > 1) {
        String name =
            command.stream()
                .skip(1)
                .filter(word -> !word.startsWith("--") && !word.equals("site"))
                .findFirst()
                .orElseThrow();
        assertThat(known).as(String.join(" ", command)).contains(name);
      }
    }
  }

  @Test
  void everyWorkflowThatIsSubmittedHasItsTemplateAndParameters() throws IOException {
    List<KubeObject> templates = ShippedObjects.ofKind("WorkflowTemplate");
    for (List<String> command : commands()) {
      if (command.getFirst().equals("submit")) {
        String title = String.join(" ", command);
        String name = after(command, "--from").getFirst().replace("workflowtemplate/", "");
        KubeObject template =
            templates.stream()
                .filter(each -> each.name().equals(name))
                .filter(each -> after(command, "-n").contains(each.namespace()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no such template: " + title));
        Set<String> parameters =
            template
                .spec()
                .at("/arguments/parameters")
                .valueStream()
                .map(each -> each.path("name").asString())
                .collect(Collectors.toSet());
        assertThat(parameters)
            .as(title)
            .containsAll(
                after(command, "-p").stream().map(word -> word.replaceFirst("=.*", "")).toList());
      }
    }
  }

  private static List<String> after(List<String> command, String option) {
    List<String> values = new ArrayList<>();
    for (int i = 1; i < command.size(); i++) {
      if (command.get(i - 1).equals(option)) {
        values.add(command.get(i));
      }
    }
    return values;
  }

  /** The words after {@code understack} of every command in a code block of its own. */
  private static List<List<String>> commands() throws IOException {
    List<List<String>> commands = new ArrayList<>();
    try (Stream<Path> pages = Files.list(PAGES)) {
      for (Path page : pages.sorted().toList()) {
        String text = Files.readString(page).replaceAll("\\\\\\R\\s*", "");
        for (String line : text.split("\\R", -1)) {
          if (line.matches(" {4,6}understack .*")) {
            commands.add(words(line.strip().replaceFirst(" [|<>].*", "")));
          }
        }
      }
    }
    return commands;
  }

  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(line);
    int end = -1;
    while (word.find()) {
      String text = word.group(1) != null ? word.group(1) : word.group(0);
      if (word.start() == end) {
        words.add(words.removeLast() + text);
      } else {
        words.add(text);
      }
      end = word.end();
    }
    return words.subList(1, words.size());
  }
}
