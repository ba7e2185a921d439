package dev.understack.language.kube;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.StringNode;

/** Kubernetes' rules for the names and values of labels, with the texts of its errors. */
public final class LabelNames {
  private static final int NAME_LENGTH = 63;
  private static final int PREFIX_LENGTH = 253;
  private static final String NAME_FORMAT = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
  private static final String VALUE_FORMAT = "(" + NAME_FORMAT + ")?";
  private static final String SUBDOMAIN_FORMAT =
      "[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*";
  private static final Pattern NAME = Pattern.compile("([A-Za-z0-9][-A-Za-z0-9_.]*+)");
  private static final Pattern SUBDOMAIN =
      Pattern.compile("[a-z0-9][-a-z0-9]*+(\\.[a-z0-9][-a-z0-9]*+)*+");
  private static final String NAME_RULE =
      "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an"
          + " alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for"
          + " validation is '"
          + NAME_FORMAT
          + "')";
  private static final String VALUE_RULE =
      "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or"
          + " '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or"
          + " 'my_value',  or '12345', regex used for validation is '"
          + VALUE_FORMAT
          + "')";
  private static final String SUBDOMAIN_RULE =
      "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or"
          + " '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex"
          + " used for validation is '"
          + SUBDOMAIN_FORMAT
          + "')";

  private LabelNames() {}

  /** What is wrong with the name of a label or annotation; empty when nothing is. */
  public static List<String> faultsOfKey(String key) {
    String[] parts = key.split("/", -1);
    if (parts.length > 2) {
      return List.of(
          "a qualified name "
              + NAME_RULE
              + " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')");
    }
    List<String> faults = new ArrayList<>();
    if (parts.length == 2) {
      faultsOfPrefix(parts[0], faults);
    }
    String name = parts[parts.length - 1];
    if (name.isEmpty()) {
      faults.add("name part must be non-empty");
    } else if (name.length() > NAME_LENGTH) {
      faults.add("name part must be no more than " + NAME_LENGTH + " characters");
    }
    if (!isName(name)) {
      faults.add("name part " + NAME_RULE);
    }
    return faults;
  }

  /** What is wrong with the value of a label; empty when nothing is. */
  public static List<String> faultsOfValue(String value) {
    List<String> faults = new ArrayList<>();
    if (value.length() > NAME_LENGTH) {
      faults.add("must be no more than " + NAME_LENGTH + " characters");
    }
    if (!value.isEmpty() && !isName(value)) {
      faults.add(VALUE_RULE);
    }
    return faults;
  }

  static void checkKey(String path, String key) {
    check(path, key, faultsOfKey(key));
  }

  static void checkValue(String path, String value) {
    check(path, value, faultsOfValue(value));
  }

  static String quoted(String text) {
    return StringNode.valueOf(text).toString();
  }

  static String json(List<String> texts) {
    var array = JsonNodeFactory.instance.arrayNode();
    texts.forEach(array::add);
    return array.toString();
  }

  private static void check(String path, String value, List<String> faults) {
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(
          path + ": Invalid value: " + quoted(value) + ": " + String.join("; ", faults));
    }
  }

  private static void faultsOfPrefix(String prefix, List<String> faults) {
    if (prefix.isEmpty()) {
      faults.add("prefix part must be non-empty");
      return;
    }
    if (prefix.length() > PREFIX_LENGTH) {
      faults.add("prefix part must be no more than " + PREFIX_LENGTH + " characters");
    }
    if (!SUBDOMAIN.matcher(prefix).matches() || prefix.endsWith("-") || prefix.contains("-.")) {
      faults.add("prefix part " + SUBDOMAIN_RULE);
    }
  }

  private static boolean isName(String text) {
    return NAME.matcher(text).matches() && "-_.".indexOf(text.charAt(text.length() - 1)) < 0;
  }
}
