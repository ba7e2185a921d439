package dev.understack.operations.netapp;

import dev.understack.operations.OperationFailedException;
import java.util.Map;

/**
 * One storage system of the configuration file.
 *
 * @param name of its section
 * @param host name, or a whole URL
 * @param password secret
 * @param nicSlotPrefix what the names of its network ports start with
 */
record Backend(String name, String host, String user, String password, String nicSlotPrefix) {

  static Backend of(String name, Map<String, String> settings) {
    return new Backend(
        name,
        need(name, settings, "netapp_server_hostname"),
        need(name, settings, "netapp_login"),
        need(name, settings, "netapp_password"),
        settings.getOrDefault("netapp_nic_slot_prefix", "e4"));
  }

  private static String need(String name, Map<String, String> settings, String key) {
    String value = settings.getOrDefault(key, "");
    if (value.isEmpty()) {
      throw new OperationFailedException("NetApp backend [" + name + "] has no " + key);
    }
    return value;
  }

  @Override
  public String toString() {
    return "backend " + name;
  }
}
