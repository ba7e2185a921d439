package dev.understack.language.kube;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A piece of a JSONPath template. */
sealed interface JsonPathNode {
  /** Text outside of braces, or quoted inside. */
  record Text(String text) implements JsonPathNode {}

  /** What stands between two braces: each step starts from the results of the one before. */
  record Action(List<JsonPathNode> steps) implements JsonPathNode {}

  /** {@code {range ...}} up to its {@code {end}}. */
  record Range(List<JsonPathNode> steps, List<JsonPathNode> body) implements JsonPathNode {}

  /** {@code .name}. */
  record Field(String name) implements JsonPathNode {}

  /** {@code [from:to:step]}; a single index is {@code single}. */
  record Slice(@Nullable Integer from, @Nullable Integer to, @Nullable Integer step, boolean single)
      implements JsonPathNode {}

  /** {@code *}. */
  record Wildcard() implements JsonPathNode {}

  /** {@code ..}: everything below, itself included. */
  record Recursive() implements JsonPathNode {}

  /** {@code [a,b]}. */
  record Union(List<List<JsonPathNode>> members) implements JsonPathNode {}

  /** {@code [?(left operator right)]}; the operator is empty when only existence is asked. */
  record Filter(List<JsonPathNode> left, String operator, List<JsonPathNode> right)
      implements JsonPathNode {}

  /** A number or boolean. */
  record Value(Object value) implements JsonPathNode {}

  /** A word, only {@code range} and {@code end} are known. */
  record Word(String name) implements JsonPathNode {}
}
