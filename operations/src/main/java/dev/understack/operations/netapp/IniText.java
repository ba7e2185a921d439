package dev.understack.operations.netapp;

import dev.understack.operations.OperationFailedException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads an INI file as Python's configparser does: the first {@code =} or {@code :} separates, what
 * is indented more belongs to the value before it, and section DEFAULT holds for all others.
 */
final class IniText {
  private static final String DEFAULTS = "DEFAULT";
  private static final Pattern OPTION = Pattern.compile("([^=:]+?)\\s*[=:]\\s*(.*)");

  private final String path;
  private final Map<String, Map<String, String>> sections = new LinkedHashMap<>();
  private String section = "";
  private String key = "";
  private int indent;

  private IniText(String path) {
    this.path = path;
  }

  /** Settings by section and by name in lower case, in the order of the file. */
  static Map<String, Map<String, String>> sections(String path, String text) {
    IniText ini = new IniText(path);
    text.lines().forEach(ini::take);
    Map<String, Map<String, String>> result = new LinkedHashMap<>();
    Map<String, String> defaults = ini.sections.getOrDefault(DEFAULTS, Map.of());
    ini.sections.forEach((name, settings) -> {
      Map<String, String> all = new LinkedHashMap<>(defaults);
      all.putAll(settings);
      result.put(name, all);
    });
    result.remove(DEFAULTS);
    return result;
  }

  private void take(String raw) {
    String line = raw.strip();
    int depth = raw.length() - raw.stripLeading().length();
    if (line.isEmpty() || line.startsWith("#") || line.startsWith(";")) {
      return;
    }
    if (!key.isEmpty() && depth > indent) {
      current().merge(key, line, (start, more) -> start + "\n" + more);
    } else if (line.startsWith("[") && line.endsWith("]")) {
      open(line.substring(1, line.length() - 1));
    } else {
      set(line, depth);
    }
  }

  private void open(String name) {
    if (!name.equals(DEFAULTS) && sections.containsKey(name)) {
      throw new OperationFailedException(path + " has two sections " + name);
    }
    section = name;
    key = "";
    sections.putIfAbsent(name, new LinkedHashMap<>());
  }

  private void set(String line, int depth) {
    Matcher option = OPTION.matcher(line);
    if (!option.matches() || !sections.containsKey(section)) {
      throw new OperationFailedException(path + " is malformed at: " + line.split("[=:]", 2)[0]);
    }
    key = option.group(1).toLowerCase(Locale.ROOT);
    indent = depth;
    if (current().putIfAbsent(key, option.group(2)) != null) {
      throw new OperationFailedException(path + " has two " + key + " in section " + section);
    }
  }

  private Map<String, String> current() {
    return sections.computeIfAbsent(section, name -> new LinkedHashMap<>());
  }
}
