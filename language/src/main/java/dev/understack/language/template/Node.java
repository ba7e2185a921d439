package dev.understack.language.template;

import dev.understack.language.value.GoQuote;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a parsed template. {@code at} is the index into the text that errors name; {@link
 * #text()} is the part as errors show it.
 */
sealed interface Node {
  int at();

  String text();

  /** Something that can stand as a word of a command. */
  sealed interface Operand extends Node {}

  record Text(int at, String text) implements Node {}

  record Items(int at, List<Node> nodes) implements Node {
    @Override
    public String text() {
      return joined(nodes, "");
    }
  }

  record Action(int at, Pipe pipe) implements Node {
    @Override
    public String text() {
      return "{{" + pipe.text() + "}}";
    }
  }

  /** An if, with or range. */
  record Branch(Keyword keyword, int at, Pipe pipe, Items items, @Nullable Items otherwise)
      implements Node {
    enum Keyword {
      IF("if"),
      WITH("with"),
      RANGE("range");

      private final String text;

      Keyword(String text) {
        this.text = text;
      }

      @Override
      public String toString() {
        return text;
      }
    }

    @Override
    public String text() {
      String rest = otherwise == null ? "" : "{{else}}" + otherwise.text();
      return "{{" + keyword + " " + pipe.text() + "}}" + items.text() + rest + "{{end}}";
    }
  }

  /** The end of an item list: {@code {{end}}} or {@code {{else}}}. */
  record Stop(int at, boolean isElse) implements Node {
    @Override
    public String text() {
      return isElse ? "{{else}}" : "{{end}}";
    }
  }

  record Break(int at) implements Node {
    @Override
    public String text() {
      return "{{break}}";
    }
  }

  record Continue(int at) implements Node {
    @Override
    public String text() {
      return "{{continue}}";
    }
  }

  record Call(int at, String name, @Nullable Pipe pipe) implements Node {
    @Override
    public String text() {
      String argument = pipe == null ? "" : " " + pipe.text();
      return "{{template " + GoQuote.quote(name, false) + argument + "}}";
    }
  }

  record Pipe(int at, boolean assigns, List<Variable> variables, List<Command> commands)
      implements Operand {
    @Override
    public String text() {
      String declared =
          variables.isEmpty() ? "" : joined(variables, ", ") + (assigns ? " = " : " := ");
      return declared + joined(commands, " | ");
    }
  }

  record Command(int at, List<Operand> words) implements Node {
    @Override
    public String text() {
      return String.join(
          " ",
          words.stream().map(w -> w instanceof Pipe p ? "(" + p.text() + ")" : w.text()).toList());
    }
  }

  record Function(int at, String name) implements Operand {
    @Override
    public String text() {
      return name;
    }
  }

  /** A variable, followed by field names. */
  record Variable(int at, String name, List<String> fields) implements Operand {
    @Override
    public String text() {
      return name + suffix(fields);
    }
  }

  record Dot(int at) implements Operand {
    @Override
    public String text() {
      return ".";
    }
  }

  record Nil(int at) implements Operand {
    @Override
    public String text() {
      return "nil";
    }
  }

  record Field(int at, List<String> fields) implements Operand {
    @Override
    public String text() {
      return suffix(fields);
    }
  }

  /** Field names after something else than a field or variable. */
  record Chain(int at, Operand operand, List<String> fields) implements Operand {
    @Override
    public String text() {
      String head = operand instanceof Pipe p ? "(" + p.text() + ")" : operand.text();
      return head + suffix(fields);
    }
  }

  record Bool(int at, Boolean value) implements Operand {
    @Override
    public String text() {
      return value.toString();
    }
  }

  record Str(int at, String text, String value) implements Operand {}

  /** A number; a missing value means that the number does not fit the type. */
  record Numeral(int at, String text, @Nullable Long integer, @Nullable Double floating)
      implements Operand {}

  private static String joined(List<? extends Node> nodes, String separator) {
    return String.join(separator, nodes.stream().map(Node::text).toList());
  }

  private static String suffix(List<String> fields) {
    return fields.isEmpty() ? "" : "." + String.join(".", fields);
  }
}
