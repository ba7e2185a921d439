package dev.understack.language.fmt;

import dev.understack.language.FunctionException;
import dev.understack.language.NativeFunction;
import dev.understack.language.value.BoundedText;
import dev.understack.language.value.GoInteger;
import dev.understack.language.value.GoObject;
import dev.understack.language.value.GoText;
import dev.understack.language.value.GoValues;
import dev.understack.language.value.TypedList;
import dev.understack.language.value.TypedMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prints any value by one verb. */
final class Printer {
  // Go values made by templates can contain themselves.
  private static final int DEEPEST = 500;
  private static final String NIL = "<nil>";

  private final BoundedText out;
  private final FormatFlags flags = new FormatFlags();
  private final ScalarText scalars;
  private boolean erroring;

  Printer(BoundedText out) {
    this.out = out;
    this.scalars = new ScalarText(out, flags);
  }

  FormatFlags flags() {
    return flags;
  }

  void print(@Nullable Object value, int verb) {
    if (value == null) {
      if (verb == 'T' || verb == 'v') {
        scalars.pad(NIL);
      } else {
        badVerb(null, verb, 0);
      }
    } else if (verb == 'T') {
      scalars.string(GoValues.type(value), 's');
    } else if (verb == 'w') {
      badVerb(value, verb, 0);
    } else if (verb == 'p') {
      pointer(value, verb, 0);
    } else {
      value(value, verb, 0);
    }
  }

  private void value(Object value, int verb, int depth) {
    if (depth > DEEPEST) {
      throw new FunctionException("value is nested more than " + DEEPEST + " deep");
    }
    boolean printed =
        switch (value) {
          case Boolean b -> scalars.bool(b, verb);
          case Long n -> scalars.integer(n, true, verb);
          case GoInteger i -> scalars.integer(i.value(), i.kind().isSigned(), verb);
          case Double d -> scalars.number(d, verb);
          case String s -> scalars.string(s, verb);
          case byte[] b -> bytes(b, verb, depth);
          case Map<?, ?> m -> map(m, verb, depth);
          case List<?> l -> list(l, verb, depth);
          case GoObject o -> !erroring && scalars.string(o.toString(), verb == 'v' ? 's' : verb);
          case NativeFunction f -> pointer(f, verb, depth);
          default -> scalars.string(value.toString(), verb);
        };
    if (!printed) {
      badVerb(value, verb, depth);
    }
  }

  private void badVerb(@Nullable Object value, int verb, int depth) {
    out.append("%!").appendCodePoint(verb).append('(');
    if (value == null) {
      out.append(NIL);
    } else if (erroring) {
      out.append(value.toString());
    } else {
      erroring = !(value instanceof GoObject);
      out.append(GoValues.type(value)).append('=');
      value(value, 'v', depth);
      erroring = false;
    }
    out.append(')');
  }

  private void element(@Nullable Object value, boolean boxed, int verb, int depth) {
    if (value != null) {
      value(value, verb, depth + 1);
    } else if (flags.sharpV && boxed) {
      out.append(GoValues.ANY + "(nil)");
    } else {
      out.append(NIL);
    }
  }

  private boolean map(Map<?, ?> map, int verb, int depth) {
    out.append(flags.sharpV ? GoValues.type(map) + "{" : "map[");
    Iterator<String> keys = GoValues.sortedKeys(map).iterator();
    while (keys.hasNext()) {
      String key = keys.next();
      value(key, verb, depth + 1);
      out.append(':');
      element(map.get(key), !(map instanceof TypedMap), verb, depth);
      if (keys.hasNext()) {
        out.append(separator());
      }
    }
    out.append(flags.sharpV ? '}' : ']');
    return true;
  }

  private boolean list(List<?> list, int verb, int depth) {
    out.append(flags.sharpV ? GoValues.type(list) + "{" : "[");
    Iterator<?> elements = list.iterator();
    while (elements.hasNext()) {
      element(elements.next(), !(list instanceof TypedList), verb, depth);
      if (elements.hasNext()) {
        out.append(separator());
      }
    }
    out.append(flags.sharpV ? '}' : ']');
    return true;
  }

  private boolean bytes(byte[] bytes, int verb, int depth) {
    if (verb == 's' || verb == 'q' || verb == 'x' || verb == 'X') {
      return scalars.string(GoText.of(bytes), verb);
    }
    String type = depth == 0 ? "[]byte" : "[]uint8";
    out.append(flags.sharpV ? type + "{" : "[");
    for (int i = 0; i < bytes.length; i++) {
      out.append(i == 0 ? "" : separator());
      value(GoInteger.byteOf(bytes[i]), verb, depth + 1);
    }
    out.append(flags.sharpV ? '}' : ']');
    return true;
  }

  private boolean pointer(Object value, int verb, int depth) {
    boolean hasAddress =
        value instanceof List || value instanceof Map || value instanceof NativeFunction;
    if (!hasAddress || (verb != 'p' && verb != 'v')) {
      badVerb(value, verb, depth);
      return true;
    }
    boolean sharp = flags.sharp;
    flags.sharp = !sharp;
    scalars.integer(0xc000000000L + System.identityHashCode(value), false, 'x');
    flags.sharp = sharp;
    return true;
  }

  private String separator() {
    return flags.sharpV ? ", " : " ";
  }
}
