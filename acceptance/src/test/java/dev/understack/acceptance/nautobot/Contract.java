package dev.understack.acceptance.nautobot;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls to Nautobot in order, by chapter, with what it answers.
 *
 * @param site makes what UnderStack needs of an empty Nautobot
 */
record Contract(String about, List<ContractStep> site, Map<String, List<ContractStep>> chapters) {

  static Contract read() {
    try (InputStream in = Contract.class.getResourceAsStream("/nautobot-contract.json")) {
      return JsonMapper.shared().readValue(in, Contract.class);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
