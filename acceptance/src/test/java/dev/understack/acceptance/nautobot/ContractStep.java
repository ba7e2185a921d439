package dev.understack.acceptance.nautobot;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One call of the contract and what must be answered.
 *
 * @param as whose token goes with it: admin, reader, stranger or nobody
 * @param call method and path below {@code /api}
 * @param text a body that is not JSON
 * @param answer a part of the answer; null when only the status counts
 * @param keep names of values to remember, with where they are in the answer
 */
record ContractStep(
    String name,
    @Nullable String as,
    String call,
    @Nullable JsonNode body,
    @Nullable String text,
    int status,
    @Nullable JsonNode answer,
    @Nullable Map<String, String> keep) {

  String method() {
    return call.substring(0, call.indexOf(' '));
  }

  String path() {
    return call.substring(call.indexOf(' ') + 1);
  }

  String user() {
    return as == null ? "admin" : as;
  }
}
