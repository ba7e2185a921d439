package dev.understack.language.jq;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A stable sort that ends with any comparator, also one that contradicts itself. */
final class MergeSort<T> {
  private final Comparator<T> order;

  MergeSort(Comparator<T> order) {
    this.order = order;
  }

  List<T> sort(List<T> items) {
    if (items.size() < 2) {
      return items;
    }
    int middle = items.size() / 2;
    List<T> left = sort(items.subList(0, middle));
    List<T> right = sort(items.subList(middle, items.size()));
    List<T> merged = new ArrayList<>(items.size());
    int l = 0;
    int r = 0;
    while (l < left.size() && r < right.size()) {
      boolean takeRight = order.compare(right.get(r), left.get(l)) < 0;
      merged.add(takeRight ? right.get(r++) : left.get(l++));
    }
    merged.addAll(left.subList(l, left.size()));
    merged.addAll(right.subList(r, right.size()));
    return merged;
  }
}
