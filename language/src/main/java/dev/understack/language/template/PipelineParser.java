package dev.understack.language.template;

import dev.understack.language.FunctionException;
import dev.understack.language.template.Token.Kind;
import dev.understack.language.value.GoQuote;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parses pipelines: commands, their operands, and the variables that they declare. */
final class PipelineParser {
  private final TokenReader tokens;
  private final Set<String> functions;
  private final List<String> variables = new ArrayList<>(List.of("$"));

  PipelineParser(TokenReader tokens, Set<String> functions) {
    this.tokens = tokens;
    this.functions = functions;
  }

  /** How many variables are visible. */
  int visible() {
    return variables.size();
  }

  /** Forgets the variables that were declared since {@link #visible} gave {@code count}. */
  void hideSince(int count) {
    variables.subList(count, variables.size()).clear();
  }

  /** Commands up to {@code end}; {@code context} is for errors. */
  Node.Pipe pipeline(String context, Kind end) {
    int start = tokens.peekNonSpace().at();
    List<Node.Variable> declared = new ArrayList<>();
    boolean assigns = declarations(context, declared);
    List<Node.Command> commands = new ArrayList<>();
    while (true) {
      Token token = tokens.nextNonSpace();
      if (token.is(end)) {
        checkPipeline(commands, context);
        return new Node.Pipe(start, assigns, List.copyOf(declared), List.copyOf(commands));
      }
      switch (token.kind()) {
        case BOOL,
            CHAR_CONSTANT,
            COMPLEX,
            DOT,
            FIELD,
            IDENTIFIER,
            NUMBER,
            NIL,
            RAW_STRING,
            STRING,
            VARIABLE,
            LEFT_PAREN -> {
          tokens.backup();
          commands.add(command());
        }
        default -> throw tokens.unexpected(token, context);
      }
    }
  }

  /** Reads {@code $x :=}, {@code $x =} or, in a range, {@code $i, $x :=}; true for {@code =}. */
  private boolean declarations(String context, List<Node.Variable> into) {
    while (tokens.peekNonSpace().is(Kind.VARIABLE)) {
      Token variable = tokens.next();
      // "$x foo" needs a look past the space to tell an argument from a declaration.
      Token after = tokens.peek();
      Token following = tokens.peekNonSpace();
      if (following.is(Kind.ASSIGN) || following.is(Kind.DECLARE)) {
        tokens.nextNonSpace();
        declare(variable, into);
        return following.is(Kind.ASSIGN);
      }
      if (!following.is(Kind.CHAR) || !following.text().equals(",")) {
        if (after.is(Kind.SPACE)) {
          tokens.backup(variable, after);
        } else {
          tokens.backup(variable);
        }
        return false;
      }
      tokens.nextNonSpace();
      declare(variable, into);
      if (!context.equals("range") || into.size() >= 2) {
        throw tokens.error("too many declarations in " + context);
      }
      switch (tokens.peekNonSpace().kind()) {
        case VARIABLE, RIGHT_DELIM, RIGHT_PAREN -> {}
        default -> throw tokens.error("range can only initialize variables");
      }
    }
    return false;
  }

  private void declare(Token variable, List<Node.Variable> into) {
    into.add(variable(variable.at(), variable.text()));
    variables.add(variable.text());
  }

  private void checkPipeline(List<Node.Command> commands, String context) {
    if (commands.isEmpty()) {
      throw tokens.error("missing value for " + context);
    }
    for (int i = 1; i < commands.size(); i++) {
      boolean executable =
          switch (commands.get(i).words().getFirst()) {
            case Node.Bool n -> false;
            case Node.Dot n -> false;
            case Node.Nil n -> false;
            case Node.Numeral n -> false;
            case Node.Str n -> false;
            case Node.Chain n -> true;
            case Node.Field n -> true;
            case Node.Function n -> true;
            case Node.Pipe n -> true;
            case Node.Variable n -> true;
          };
      if (!executable) {
        throw tokens.error("non executable command in pipeline stage " + (i + 1));
      }
    }
  }

  private Node.Command command() {
    int start = tokens.peekNonSpace().at();
    List<Node.Operand> words = new ArrayList<>();
    while (true) {
      tokens.peekNonSpace();
      Node.Operand operand = operand();
      if (operand != null) {
        words.add(operand);
      }
      Token token = tokens.next();
      if (token.is(Kind.SPACE)) {
        continue;
      }
      if (token.is(Kind.RIGHT_DELIM) || token.is(Kind.RIGHT_PAREN)) {
        tokens.backup();
      } else if (!token.is(Kind.PIPE)) {
        throw tokens.unexpected(token, "operand");
      }
      break;
    }
    if (words.isEmpty()) {
      throw tokens.error("empty command");
    }
    return new Node.Command(start, List.copyOf(words));
  }

  private Node.@Nullable Operand operand() {
    Node.Operand term = term();
    if (term == null || !tokens.peek().is(Kind.FIELD)) {
      return term;
    }
    int start = tokens.peek().at();
    List<String> fields = new ArrayList<>();
    while (tokens.peek().is(Kind.FIELD)) {
      fields.add(tokens.next().text().substring(1));
    }
    return switch (term) {
      case Node.Field f -> new Node.Field(start, joined(f.fields(), fields));
      case Node.Variable v -> new Node.Variable(start, v.name(), joined(v.fields(), fields));
      case Node.Bool n -> throw literalWithField(n);
      case Node.Dot n -> throw literalWithField(n);
      case Node.Nil n -> throw literalWithField(n);
      case Node.Numeral n -> throw literalWithField(n);
      case Node.Str n -> throw literalWithField(n);
      case Node.Chain n -> new Node.Chain(start, n, List.copyOf(fields));
      case Node.Function n -> new Node.Chain(start, n, List.copyOf(fields));
      case Node.Pipe n -> new Node.Chain(start, n, List.copyOf(fields));
    };
  }

  private TemplateException literalWithField(Node term) {
    return tokens.error("unexpected . after term " + GoQuote.quote(term.text(), false));
  }

  private static List<String> joined(List<String> first, List<String> second) {
    List<String> all = new ArrayList<>(first);
    all.addAll(second);
    return List.copyOf(all);
  }

  private Node.@Nullable Operand term() {
    Token token = tokens.nextNonSpace();
    return switch (token.kind()) {
      case IDENTIFIER -> {
        if (!functions.contains(token.text())) {
          throw tokens.error("function " + GoQuote.quote(token.text(), false) + " not defined");
        }
        yield new Node.Function(token.at(), token.text());
      }
      case DOT -> new Node.Dot(token.at());
      case NIL -> new Node.Nil(token.at());
      case VARIABLE -> use(variable(token.at(), token.text()));
      case FIELD -> new Node.Field(token.at(), List.of(token.text().substring(1)));
      case BOOL -> new Node.Bool(token.at(), token.text().equals("true"));
      case CHAR_CONSTANT, COMPLEX, NUMBER -> number(token);
      case LEFT_PAREN -> {
        tokens.enter();
        Node.Pipe pipe = pipeline("parenthesized pipeline", Kind.RIGHT_PAREN);
        tokens.leave();
        yield pipe;
      }
      case STRING, RAW_STRING -> new Node.Str(token.at(), token.text(), tokens.unquote(token));
      default -> {
        tokens.backup();
        yield null;
      }
    };
  }

  private Node.Numeral number(Token token) {
    try {
      return NumberLiteral.read(token);
    } catch (FunctionException e) {
      throw tokens.error(e.getMessage());
    }
  }

  private static Node.Variable variable(int at, String name) {
    return new Node.Variable(at, name, List.of());
  }

  private Node.Variable use(Node.Variable variable) {
    if (!variables.contains(variable.name())) {
      throw tokens.error("undefined variable " + GoQuote.quote(variable.name(), false));
    }
    return variable;
  }
}
