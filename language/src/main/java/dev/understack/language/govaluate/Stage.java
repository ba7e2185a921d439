package dev.understack.language.govaluate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node of the evaluation tree. The planner builds operators of one level leaning to the right and
 * then turns them over; nothing changes a stage after that.
 */
final class Stage {
  Symbol symbol;

  /** The constant, or the name of a variable or accessor. */
  @Nullable Object value;

  @Nullable Stage left;
  @Nullable Stage right;

  Stage(Symbol symbol, @Nullable Object value, @Nullable Stage left, @Nullable Stage right) {
    this.symbol = symbol;
    this.value = value;
    this.left = left;
    this.right = right;
  }

  /** Turns runs of operators of one group so that they evaluate from left to right. */
  static void reorder(Stage root) {
    List<Stage> run = new ArrayList<>();
    int group = root.symbol.group();
    for (Stage stage = root; stage != null; stage = following(stage)) {
      if (stage.left != null) {
        reorder(stage.left);
      }
      if (stage.symbol.group() != group) {
        mirror(run);
        run = new ArrayList<>();
        group = stage.symbol.group();
      }
      run.add(stage);
    }
    mirror(run);
  }

  private static @Nullable Stage following(Stage stage) {
    return stage.right;
  }

  /** What govaluate calls the mirror of a subtree, step by step as it does it. */
  private static void mirror(List<Stage> run) {
    int size = run.size();
    if (size < 2) {
      return;
    }
    for (Stage stage : run) {
      Stage carried = stage.right;
      stage.right = stage.left;
      stage.left = carried;
    }
    Stage root = run.getFirst();
    Stage end = run.getLast();
    Stage carried = end.left;
    end.left = root.right;
    root.right = carried;
    for (int i = 0; i < (size - 2) / 2 + 1; i++) {
      Stage front = run.get(i + 1);
      Stage inverse = run.get(size - i - 1);
      Stage right = front.right;
      front.right = inverse.right;
      inverse.right = right;
    }
    for (int i = 0; i < size / 2; i++) {
      run.get(i).swapMeaning(run.get(size - i - 1));
    }
  }

  private void swapMeaning(Stage other) {
    Symbol otherSymbol = other.symbol;
    Object otherValue = other.value;
    other.symbol = symbol;
    other.value = value;
    symbol = otherSymbol;
    value = otherValue;
  }
}
