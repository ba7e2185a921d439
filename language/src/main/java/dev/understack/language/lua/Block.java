package dev.understack.language.lua;

import java.util.List;
import java.util.Map;

/** Statements in order. */
final class Block implements Statement {
  private final Statement[] statements;
  private final Map<String, Integer> labels;

  /** The labels lead to the index of the statement after them. */
  Block(List<Statement> statements, Map<String, Integer> labels) {
    this.statements = statements.toArray(Statement[]::new);
    this.labels = Map.copyOf(labels);
  }

  @Override
  public Flow run(Frame frame) {
    int i = 0;
    while (i < statements.length) {
      Flow flow = statements[i].run(frame);
      i++;
      if (flow == Flow.GOTO && frame.label != null) {
        Integer target = labels.get(frame.label);
        if (target == null) {
          return flow;
        }
        frame.machine.step();
        frame.label = null;
        i = target;
      } else if (flow != Flow.ON) {
        return flow;
      }
    }
    return Flow.ON;
  }
}
