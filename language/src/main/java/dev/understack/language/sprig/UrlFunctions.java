package dev.understack.language.sprig;

import dev.understack.language.FunctionException;
import dev.understack.language.value.Arguments;
import dev.understack.language.value.GoType;
import dev.understack.language.value.GoValues;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Functions that take URLs apart and join them. */
final class UrlFunctions {
  private UrlFunctions() {}

  static void addTo(FunctionTable table) {
    table.add("urlParse", UrlFunctions::parse, GoType.STRING);
    table.add("urlJoin", UrlFunctions::join, GoType.MAP);
  }

  private static Map<String, @Nullable Object> parse(Arguments a) {
    GoUrl url;
    try {
      url = GoUrl.parse(a.text(0));
    } catch (FunctionException e) {
      throw new FunctionException("unable to parse url: " + e.getMessage());
    }
    Map<String, @Nullable Object> parts = new LinkedHashMap<>();
    parts.put("scheme", url.scheme());
    parts.put("host", url.host());
    parts.put("hostname", url.hostname());
    parts.put("path", url.path());
    parts.put("query", url.query());
    parts.put("opaque", url.opaque());
    parts.put("fragment", url.fragment());
    parts.put("userinfo", url.user());
    return parts;
  }

  private static String join(Arguments a) {
    String userinfo = part(a, "userinfo");
    String user = "";
    if (!userinfo.isEmpty()) {
      try {
        user = GoUrl.parse("proto://" + userinfo + "@host").user();
      } catch (FunctionException e) {
        throw new FunctionException("unable to parse userinfo in dict: " + e.getMessage());
      }
    }
    return new GoUrl(
            part(a, "scheme"),
            part(a, "opaque"),
            user,
            part(a, "host"),
            part(a, "path"),
            part(a, "query"),
            part(a, "fragment"))
        .join();
  }

  private static String part(Arguments a, String key) {
    Object value = a.map(0).getOrDefault(key, "");
    if (value instanceof String text) {
      return text;
    }
    if (value == null) {
      throw new FunctionException(Lists.NIL_DEREFERENCE);
    }
    throw new FunctionException(
        "unable to parse %s key, must be of type string, but %s found"
            .formatted(key, GoValues.kind(value)));
  }
}
