package dev.understack.language.expr;

import java.util.AbstractList;
import java.util.Objects;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;

/** A view of a list whose items are converted when they are asked for. */
final class JsonList extends AbstractList<@Nullable Object> implements RandomAccess {
  private final ArrayNode array;

  JsonList(ArrayNode array) {
    this.array = array;
  }

  @Override
  public @Nullable Object get(int index) {
    Objects.checkIndex(index, array.size());
    return ExprValues.of(array.get(index));
  }

  @Override
  public int size() {
    return array.size();
  }
}
