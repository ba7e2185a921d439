package dev.understack.workflows;

import dev.understack.store.RunTable.NodeRow;
import dev.understack.store.RunTable.RunCommit;
import dev.understack.store.RunTable.Summary;
import dev.understack.workflows.core.RunChange;
import dev.understack.workflows.core.RunCommand;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Changes of one run that are stored together. For one thread at a time. */
final class PendingChange {
  private final Map<String, NodeRow> nodes = new LinkedHashMap<>();
  private final Set<String> removed = new LinkedHashSet<>();
  private final List<RunCommand> commands = new ArrayList<>();
  private JsonNode run = JsonNodeFactory.instance.nullNode();
  private boolean finished;
  private boolean headline;
  private boolean any;

  void add(RunChange change) {
    any |= !change.isEmpty();
    run = change.run();
    finished = change.finished();
    headline |= change.headline();
    nodes.putAll(change.nodes());
    for (String node : change.removed()) {
      nodes.remove(node);
      removed.add(node);
    }
    removed.removeAll(change.nodes().keySet());
    commands.addAll(change.commands());
  }

  /** Whether there is nothing to store and nothing to do. */
  boolean isEmpty() {
    return !any && commands.isEmpty();
  }

  boolean hasCommands() {
    return !commands.isEmpty();
  }

  boolean isHeadline() {
    return headline;
  }

  boolean isFinished() {
    return finished;
  }

  List<RunCommand> commands() {
    return List.copyOf(commands);
  }

  RunCommit commit(String uid, @Nullable Summary summary) {
    return new RunCommit(uid, run, finished, Map.copyOf(nodes), List.copyOf(removed), summary);
  }
}
