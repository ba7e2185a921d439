package dev.understack.executors.pod;

import dev.understack.executors.pod.PodSpec.PodName;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code $(NAME)} references of commands, arguments and variables, as the kubelet expands them.
 */
final class References {
  private static final Pattern REFERENCE = Pattern.compile("\\$(\\$|\\(([^)]*)\\))");

  private References() {}

  /** Known names are replaced, unknown ones stay; {@code $$(NAME)} gives {@code $(NAME)}. */
  static String expand(String text, java.util.Map<String, String> known) {
    if (text.indexOf('$') < 0) {
      return text;
    }
    Matcher matcher = REFERENCE.matcher(text);
    StringBuilder result = new StringBuilder();
    while (matcher.find()) {
      String name = matcher.group(2);
      String value = name == null ? "$" : known.getOrDefault(name, matcher.group());
      matcher.appendReplacement(result, Matcher.quoteReplacement(value));
    }
    return matcher.appendTail(result).toString();
  }

  /** The value of a field path of the downward API; unknown paths are empty. */
  static String field(String path, PodSpec pod) {
    PodName name = pod.name();
    return switch (path) {
      case "metadata.name" -> name.pod();
      case "metadata.namespace" -> name.namespace();
      case "metadata.uid" -> pod.uid();
      case "metadata.labels" -> lines(pod.labels());
      case "metadata.annotations" -> lines(pod.annotations());
      case "spec.serviceAccountName" -> pod.serviceAccount();
      case "spec.nodeName" -> "localhost";
      case "status.podIP", "status.hostIP", "status.podIPs", "status.hostIPs" -> "127.0.0.1";
      default -> entry(path, pod);
    };
  }

  private static String entry(String path, PodSpec pod) {
    String label = inBrackets(path, "metadata.labels");
    return label.isEmpty()
        ? pod.annotations().getOrDefault(inBrackets(path, "metadata.annotations"), "")
        : pod.labels().getOrDefault(label, "");
  }

  private static String inBrackets(String path, String map) {
    return path.startsWith(map + "['") && path.endsWith("']")
        ? path.substring(map.length() + 2, path.length() - 2)
        : "";
  }

  private static String lines(java.util.Map<String, String> entries) {
    StringBuilder text = new StringBuilder();
    new java.util.TreeMap<>(entries)
        .forEach((key, value) -> text.append(key).append("=\"").append(value).append("\"\n"));
    return text.toString();
  }
}
