package dev.understack.language.jq;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Intermediate values, shared by all points that evaluation may go back to. */
record Stack(JsonNode value, @Nullable Stack below) {}
