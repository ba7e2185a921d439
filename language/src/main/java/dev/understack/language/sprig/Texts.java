package dev.understack.language.sprig;

import dev.understack.language.fmt.GoFmt;
import dev.understack.language.value.GoInteger;
import dev.understack.language.value.GoText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The strings that sprig makes of any value. */
final class Texts {
  private final GoFmt fmt;

  Texts(GoFmt fmt) {
    this.fmt = fmt;
  }

  String of(@Nullable Object value) {
    return switch (value) {
      case String s -> s;
      case byte[] b -> GoText.of(b);
      case null -> "<nil>";
      default -> fmt.sprint(List.of(value));
    };
  }

  /** The elements of a list without nils; any other value is the only element. */
  List<String> listOf(@Nullable Object value) {
    if (value == null) {
      return List.of();
    }
    List<String> parts = new ArrayList<>();
    if (value instanceof List<?> list) {
      for (Object element : list) {
        if (element != null) {
          parts.add(of(element));
        }
      }
    } else if (value instanceof byte[] bytes) {
      for (byte b : bytes) {
        parts.add(GoInteger.byteOf(b).toString());
      }
    } else {
      parts.add(of(value));
    }
    return parts;
  }
}
