package dev.understack.workflows.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.NullUnmarked;

/** Makes up workflows: steps, DAGs, loops, conditions, retries, hooks, parallelism, suspends. */
@NullUnmarked
final class RandomWorkflow {
  private final Random random;
  private final StringBuilder templates = new StringBuilder();
  private int count;

  RandomWorkflow(Random random) {
    this.random = random;
  }

  String yaml() {
    String main = template(1 + random.nextInt(3));
    String exit = random.nextInt(3) == 0 ? "  onExit: leaf\n" : "";
    String limit = random.nextInt(3) == 0 ? "  parallelism: " + (1 + random.nextInt(3)) + "\n" : "";
    return "apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {name: w}\nspec:\n"
        + "  entrypoint: "
        + main
        + "\n"
        + exit
        + limit
        + "  templates:\n"
        + "  - {name: leaf, inputs: {parameters: [{name: text, default: none}]},"
        + " container: {image: x, args: [\"{{inputs.parameters.text}}\"]}}\n"
        + "  - {name: retried, retryStrategy: {limit: 2, backoff: {duration: \"5\"}},"
        + " container: {image: x, args: [\"{{retries}}\"]}}\n"
        + "  - {name: nap, suspend: {duration: \"7\"}}\n"
        + templates;
  }

  private String template(int depth) {
    int kind = depth == 0 ? random.nextInt(3) : random.nextInt(8);
    return switch (kind) {
      case 0 -> "leaf";
      case 1 -> "retried";
      case 2 -> "nap";
      case 3, 4, 5 -> steps(depth);
      default -> dag(depth);
    };
  }

  private String steps(int depth) {
    String name = "steps" + count++;
    StringBuilder body = new StringBuilder();
    List<String> before = new ArrayList<>();
    int groups = 1 + random.nextInt(3);
    for (int g = 0; g < groups; g++) {
      int members = 1 + random.nextInt(3);
      List<String> these = new ArrayList<>();
      for (int m = 0; m < members; m++) {
        String step = "s" + g + m;
        body.append(m == 0 ? "    - - " : "      - ");
        body.append(call(step, depth, "steps", before));
        these.add(step);
      }
      before.addAll(these);
    }
    templates.append("  - name: ").append(name).append('\n').append(limit());
    templates.append("    steps:\n").append(body);
    return name;
  }

  private String dag(int depth) {
    String name = "dag" + count++;
    StringBuilder body = new StringBuilder();
    List<String> before = new ArrayList<>();
    int tasks = 1 + random.nextInt(5);
    for (int t = 0; t < tasks; t++) {
      String task = "t" + t;
      String call = call(task, depth, "tasks", List.of());
      if (!before.isEmpty() && random.nextInt(3) > 0) {
        String on = before.get(random.nextInt(before.size()));
        String result = List.of("", ".Succeeded", ".Failed").get(random.nextInt(3));
        String other = before.get(random.nextInt(before.size()));
        String more = random.nextBoolean() ? " || " + other : "";
        call = call.replace("}\n", ", depends: \"" + on + result + more + "\"}\n");
      }
      body.append("      - ").append(call);
      before.add(task);
    }
    templates.append("  - name: ").append(name).append('\n').append(limit());
    templates.append("    dag:\n      failFast: ").append(random.nextBoolean()).append('\n');
    templates.append("      tasks:\n").append(body);
    return name;
  }

  private String limit() {
    return random.nextInt(4) == 0 ? "    parallelism: " + (1 + random.nextInt(2)) + "\n" : "";
  }

  private String call(String name, int depth, String prefix, List<String> before) {
    StringBuilder call = new StringBuilder("{name: " + name + ", template: ");
    call.append(template(depth - 1));
    switch (random.nextInt(7)) {
      case 0 -> call.append(", when: \"").append(random.nextInt(2)).append(" == 1\"");
      case 1 -> call.append(", withItems: [a, b, \"c\"]");
      case 2 -> call.append(", withSequence: {count: ").append(random.nextInt(4)).append('}');
      case 3 -> call.append(", onExit: leaf");
      default -> {
        if (!before.isEmpty() && random.nextBoolean()) {
          String step = before.get(random.nextInt(before.size()));
          call.append(", arguments: {parameters: [{name: text, value: \"{{")
              .append(prefix + "." + step + ".status}}\"}]}");
        }
      }
    }
    if (prefix.equals("steps") && random.nextInt(3) == 0) {
      call.append(", continueOn: {failed: true}");
    }
    return call.append("}\n").toString();
  }
}
