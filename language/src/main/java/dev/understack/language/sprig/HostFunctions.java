package dev.understack.language.sprig;

import dev.understack.language.FunctionException;
import dev.understack.language.value.GoType;
import java.util.Map;

/** Functions that look at the machine: refused unless the options open them. */
final class HostFunctions {
  private final SprigOptions options;

  private HostFunctions(SprigOptions options) {
    this.options = options;
  }

  static void addTo(FunctionTable table, SprigOptions options) {
    HostFunctions host = new HostFunctions(options);
    table.add("env", a -> host.variable("env", a.text(0)), GoType.STRING);
    table.add("expandenv", a -> host.expanded(a.text(0)), GoType.STRING);
    table.add("getHostByName", a -> host.address(a.text(0)), GoType.STRING);
  }

  private String variable(String function, String name) {
    Map<String, String> environment = options.environment();
    if (environment == null) {
      throw new FunctionException(
          function + " is switched off: templates may not read the environment of this process");
    }
    return environment.getOrDefault(name, "");
  }

  private String address(String host) {
    if (options.hosts() == null) {
      throw new FunctionException(
          "getHostByName is switched off: templates may not use the network");
    }
    return options.hosts().address(host);
  }

  private String expanded(String text) {
    variable("expandenv", "");
    StringBuilder out = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      int dollar = text.indexOf('$', at);
      if (dollar < 0 || dollar + 1 == text.length()) {
        break;
      }
      out.append(text, at, dollar);
      boolean braces = text.charAt(dollar + 1) == '{';
      int end = braces ? text.indexOf('}', dollar) : nameEnd(text, dollar + 1);
      if (braces) {
        String name = end < 0 ? "" : text.substring(dollar + 2, end);
        out.append(name.isEmpty() ? "" : variable("expandenv", name));
        at = end < 0 ? dollar + 2 : end + 1;
      } else if (end == dollar + 1) {
        out.append('$');
        at = end;
      } else {
        out.append(variable("expandenv", text.substring(dollar + 1, end)));
        at = end;
      }
    }
    return out.append(text.substring(at)).toString();
  }

  private static int nameEnd(String text, int from) {
    int end = from;
    while (end < text.length() && isNamePart(text.charAt(end))) {
      end++;
    }
    boolean special =
        end == from && end < text.length() && "*#$@!?-".indexOf(text.charAt(end)) >= 0;
    return special ? end + 1 : end;
  }

  private static boolean isNamePart(char c) {
    return c == '_' || (c < 0x80 && Character.isLetterOrDigit(c));
  }
}
