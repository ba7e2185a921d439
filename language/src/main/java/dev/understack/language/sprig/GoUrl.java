package dev.understack.language.sprig;

import dev.understack.language.FunctionException;
import dev.understack.language.value.GoQuote;
import java.util.Locale;

/**
 * A URL as Go's {@code net/url} takes it apart.
 *
 * @param user name and password in their escaped form, empty when there is none
 */
record GoUrl(
    String scheme,
    String opaque,
    String user,
    String host,
    String path,
    String query,
    String fragment) {

  static GoUrl parse(String text) {
    int hash = text.indexOf('#');
    String main = hash < 0 ? text : text.substring(0, hash);
    try {
      GoUrl url = withoutFragment(main);
      if (hash < 0) {
        return url;
      }
      String fragment = UrlEscape.FRAGMENT.unescape(text.substring(hash + 1));
      return new GoUrl(url.scheme, url.opaque, url.user, url.host, url.path, url.query, fragment);
    } catch (FunctionException e) {
      throw new FunctionException("parse " + GoQuote.quote(main, false) + ": " + e.getMessage());
    }
  }

  private static GoUrl withoutFragment(String text) {
    if (text.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
      throw new FunctionException("net/url: invalid control character in URL");
    }
    if (text.equals("*")) {
      return new GoUrl("", "", "", "", "*", "", "");
    }
    int colon = schemeEnd(text);
    String scheme = colon < 0 ? "" : text.substring(0, colon).toLowerCase(Locale.ROOT);
    String rest = text.substring(colon + 1);
    int mark = rest.indexOf('?');
    String query = mark < 0 ? "" : rest.substring(mark + 1);
    rest = mark < 0 ? rest : rest.substring(0, mark);
    if (!rest.startsWith("/")) {
      if (!scheme.isEmpty()) {
        return new GoUrl(scheme, rest, "", "", "", query, "");
      }
      if (rest.split("/", 2)[0].contains(":")) {
        throw new FunctionException("first path segment in URL cannot contain colon");
      }
    }
    String user = "";
    String host = "";
    if (rest.startsWith("//") && (!scheme.isEmpty() || !rest.startsWith("///"))) {
      int slash = rest.indexOf('/', 2);
      String authority = rest.substring(2, slash < 0 ? rest.length() : slash);
      rest = slash < 0 ? "" : rest.substring(slash);
      int at = authority.lastIndexOf('@');
      host = host(scheme, authority.substring(at + 1));
      user = at < 0 ? "" : user(authority.substring(0, at));
    }
    return new GoUrl(scheme, "", user, host, UrlEscape.PATH.unescape(rest), query, "");
  }

  /** Index of the colon after a scheme, -1 when there is none. */
  private static int schemeEnd(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      boolean later = (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
      if (c == ':' && i == 0) {
        throw new FunctionException("missing protocol scheme");
      }
      if (c == ':') {
        return i;
      }
      if (!letter && !(later && i > 0)) {
        return -1;
      }
    }
    return -1;
  }

  private static String user(String text) {
    boolean valid =
        text.chars()
            .allMatch(c ->
                (c < 0x80 && Character.isLetterOrDigit(c)) || "-._:~!$&'()*+,;=%@".indexOf(c) >= 0);
    if (!valid) {
      throw new FunctionException("net/url: invalid userinfo");
    }
    int colon = text.indexOf(':');
    String name = UrlEscape.USER.unescape(colon < 0 ? text : text.substring(0, colon));
    String password = colon < 0 ? "" : UrlEscape.USER.unescape(text.substring(colon + 1));
    return UrlEscape.USER.escape(name) + (colon < 0 ? "" : ":" + UrlEscape.USER.escape(password));
  }

  private static String host(String scheme, String text) {
    int open = text.lastIndexOf('[');
    if (open > 0) {
      throw new FunctionException("invalid IP-literal");
    }
    int from = text.indexOf(':');
    if (open == 0) {
      int close = text.lastIndexOf(']');
      if (close < 0) {
        throw new FunctionException("missing ']' in host");
      }
      from = close + 1;
    } else if (!scheme.equals("http") && !scheme.equals("https")) {
      from = text.lastIndexOf(':');
    }
    String port = from < 0 ? "" : text.substring(from);
    if (!port.matches("(:[0-9]*)?")) {
      throw new FunctionException("invalid port " + GoQuote.quote(port, false) + " after host");
    }
    return UrlEscape.HOST.unescape(text);
  }

  /** The host without port and brackets. */
  String hostname() {
    int colon = host.lastIndexOf(':');
    boolean port = colon >= 0 && host.substring(colon).matches(":[0-9]*");
    String name = port ? host.substring(0, colon) : host;
    return name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
  }

  /** The URL in one text. */
  String join() {
    StringBuilder out = new StringBuilder();
    out.append(scheme).append(scheme.isEmpty() ? "" : ":");
    if (opaque.isEmpty()) {
      if (!host.isEmpty() || !user.isEmpty() || (!scheme.isEmpty() && !path.isEmpty())) {
        out.append("//").append(user).append(user.isEmpty() ? "" : "@");
        out.append(UrlEscape.HOST.escape(host));
      }
      String escaped = path.equals("*") ? path : UrlEscape.PATH.escape(path);
      if (!escaped.isEmpty() && !escaped.startsWith("/") && !host.isEmpty()) {
        out.append('/');
      }
      if (out.isEmpty() && escaped.split("/", 2)[0].contains(":")) {
        out.append("./");
      }
      out.append(escaped);
    } else {
      out.append(opaque);
    }
    out.append(query.isEmpty() ? "" : "?" + query);
    return out.append(fragment.isEmpty() ? "" : "#" + UrlEscape.FRAGMENT.escape(fragment))
        .toString();
  }
}
