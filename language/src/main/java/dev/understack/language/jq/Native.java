package dev.understack.language.jq;

import tools.jackson.databind.JsonNode;

/** A function written in Java that gives one value, or throws a {@link Failure}. */
@FunctionalInterface
interface Native {
  JsonNode apply(JsonNode input, JsonNode[] arguments, Context context);
}
