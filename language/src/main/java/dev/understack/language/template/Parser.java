package dev.understack.language.template;

import dev.understack.language.FunctionException;
import dev.understack.language.template.Node.Branch.Keyword;
import dev.understack.language.template.Token.Kind;
import dev.understack.language.value.GoQuote;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parses one template text; a nested definition gets its own parser on the same lexer. */
final class Parser {
  /** Nesting of parentheses, blocks and definitions; keeps the stack small. */
  private static final int DEEPEST = 400;

  private final Source source;
  private final Lexer lexer;
  private final Set<String> functions;
  private final Map<String, Node.Items> trees;
  private final int outerDepth;
  private final Token[] tokens = new Token[3];
  private final List<String> variables = new ArrayList<>(List.of("$"));
  private int pending;
  private int actionLine;
  private int ranges;
  private int depth;

  Parser(Source source, Set<String> functions, Map<String, Node.Items> trees) {
    this(source, new Lexer(source.text()), functions, trees, 0);
  }

  private Parser(
      Source source,
      Lexer lexer,
      Set<String> functions,
      Map<String, Node.Items> trees,
      int outerDepth) {
    this.source = source;
    this.lexer = lexer;
    this.functions = functions;
    this.trees = trees;
    this.outerDepth = outerDepth;
    Arrays.fill(tokens, new Token(Kind.EOF, 0, "EOF", 1));
  }

  /** Parses the whole text and adds its tree and those of its definitions. */
  void parse(String name) {
    int start = peek().at();
    List<Node> nodes = new ArrayList<>();
    while (!peek().is(Kind.EOF)) {
      if (peek().is(Kind.LEFT_DELIM)) {
        Token delimiter = next();
        if (nextNonSpace().is(Kind.DEFINE)) {
          nested().definition();
          continue;
        }
        backup(delimiter);
      }
      Node node = textOrAction();
      if (node instanceof Node.Stop stop) {
        throw error("unexpected " + stop.text());
      }
      nodes.add(node);
    }
    add(name, new Node.Items(start, List.copyOf(nodes)));
  }

  private Parser nested() {
    return new Parser(source, lexer, functions, trees, deeper());
  }

  private int deeper() {
    int deeper = outerDepth + depth + 1;
    if (deeper > DEEPEST) {
      throw error("max expression depth exceeded");
    }
    return deeper;
  }

  private void definition() {
    String context = "define clause";
    Token token = nextNonSpace();
    String name = templateName(token, context);
    expect(Kind.RIGHT_DELIM, context);
    body(name, context);
  }

  private void body(String name, String context) {
    List<Node> nodes = new ArrayList<>();
    int start = peekNonSpace().at();
    Node.Stop end = itemList(nodes);
    if (end.isElse()) {
      throw error("unexpected " + end.text() + " in " + context);
    }
    add(name, new Node.Items(start, List.copyOf(nodes)));
  }

  private void add(String name, Node.Items tree) {
    Node.Items known = trees.get(name);
    if (known == null || isEmpty(known)) {
      trees.put(name, tree);
    } else if (!isEmpty(tree)) {
      throw error("template: multiple definition of template " + GoQuote.quote(name, false));
    }
  }

  private static boolean isEmpty(Node.Items items) {
    return items.nodes().stream()
        .allMatch(n ->
            switch (n) {
              case Node.Text text -> text.text().isBlank();
              case Node.Items list -> isEmpty(list);
              default -> false;
            });
  }

  private Node.Stop itemList(List<Node> into) {
    while (!peekNonSpace().is(Kind.EOF)) {
      Node node = textOrAction();
      if (node instanceof Node.Stop stop) {
        return stop;
      }
      into.add(node);
    }
    throw error("unexpected EOF");
  }

  private Node textOrAction() {
    Token token = nextNonSpace();
    switch (token.kind()) {
      case TEXT -> {
        return new Node.Text(token.at(), token.text());
      }
      case LEFT_DELIM -> {
        actionLine = token.line();
        Node action = action();
        actionLine = 0;
        return action;
      }
      default -> throw unexpected(token, "input");
    }
  }

  private Node action() {
    Token token = nextNonSpace();
    return switch (token.kind()) {
      case BLOCK -> block();
      case BREAK -> jump(new Node.Break(token.at()));
      case CONTINUE -> jump(new Node.Continue(token.at()));
      case ELSE -> elseStop();
      case END -> new Node.Stop(expect(Kind.RIGHT_DELIM, "end").at(), false);
      case IF -> branch(Keyword.IF);
      case RANGE -> branch(Keyword.RANGE);
      case TEMPLATE -> call();
      case WITH -> branch(Keyword.WITH);
      default -> {
        backup();
        Token first = peek();
        yield new Node.Action(first.at(), pipeline("command", Kind.RIGHT_DELIM));
      }
    };
  }

  private Node jump(Node node) {
    Token token = nextNonSpace();
    if (!token.is(Kind.RIGHT_DELIM)) {
      throw unexpected(token, node.text());
    }
    if (ranges == 0) {
      throw error(node.text() + " outside {{range}}");
    }
    return node;
  }

  private Node.Stop elseStop() {
    Token token = peekNonSpace();
    if (!token.is(Kind.IF) && !token.is(Kind.WITH)) {
      token = expect(Kind.RIGHT_DELIM, "else");
    }
    return new Node.Stop(token.at(), true);
  }

  private Node.Branch branch(Keyword keyword) {
    deeper();
    depth++;
    int visible = variables.size();
    Node.Pipe pipe = pipeline(keyword.toString(), Kind.RIGHT_DELIM);
    ranges += keyword == Keyword.RANGE ? 1 : 0;
    int start = peekNonSpace().at();
    List<Node> nodes = new ArrayList<>();
    Node.Stop stop = itemList(nodes);
    ranges -= keyword == Keyword.RANGE ? 1 : 0;
    Node.Items otherwise = stop.isElse() ? otherwise(keyword, stop) : null;
    variables.subList(visible, variables.size()).clear();
    depth--;
    Node.Items items = new Node.Items(start, List.copyOf(nodes));
    return new Node.Branch(keyword, pipe.at(), pipe, items, otherwise);
  }

  private Node.Items otherwise(Keyword keyword, Node.Stop stop) {
    boolean chained =
        (keyword == Keyword.IF && peek().is(Kind.IF))
            || (keyword == Keyword.WITH && peek().is(Kind.WITH));
    if (chained) {
      next();
      return new Node.Items(stop.at(), List.of(branch(keyword)));
    }
    List<Node> nodes = new ArrayList<>();
    int start = peekNonSpace().at();
    Node.Stop end = itemList(nodes);
    if (end.isElse()) {
      throw error("expected end; found " + end.text());
    }
    return new Node.Items(start, List.copyOf(nodes));
  }

  private Node.Call block() {
    String context = "block clause";
    Token token = nextNonSpace();
    String name = templateName(token, context);
    Node.Pipe pipe = pipeline(context, Kind.RIGHT_DELIM);
    nested().body(name, context);
    return new Node.Call(token.at(), name, pipe);
  }

  private Node.Call call() {
    String context = "template clause";
    Token token = nextNonSpace();
    String name = templateName(token, context);
    Node.Pipe pipe = null;
    if (!nextNonSpace().is(Kind.RIGHT_DELIM)) {
      backup();
      pipe = pipeline(context, Kind.RIGHT_DELIM);
    }
    return new Node.Call(token.at(), name, pipe);
  }

  private String templateName(Token token, String context) {
    if (!token.is(Kind.STRING) && !token.is(Kind.RAW_STRING)) {
      throw unexpected(token, context);
    }
    return unquote(token);
  }

  private String unquote(Token token) {
    try {
      return GoQuote.unquote(token.text());
    } catch (FunctionException e) {
      throw error(e.getMessage());
    }
  }

  private Node.Pipe pipeline(String context, Kind end) {
    int start = peekNonSpace().at();
    List<Node.Variable> declared = new ArrayList<>();
    boolean assigns = declarations(context, declared);
    List<Node.Command> commands = new ArrayList<>();
    while (true) {
      Token token = nextNonSpace();
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
          backup();
          commands.add(command());
        }
        default -> throw unexpected(token, context);
      }
    }
  }

  /** Reads {@code $x :=}, {@code $x =} or, in a range, {@code $i, $x :=}; true for {@code =}. */
  private boolean declarations(String context, List<Node.Variable> into) {
    while (peekNonSpace().is(Kind.VARIABLE)) {
      Token variable = next();
      // "$x foo" needs a look past the space to tell an argument from a declaration.
      Token after = peek();
      Token following = peekNonSpace();
      if (following.is(Kind.ASSIGN) || following.is(Kind.DECLARE)) {
        nextNonSpace();
        declare(variable, into);
        return following.is(Kind.ASSIGN);
      }
      if (!following.is(Kind.CHAR) || !following.text().equals(",")) {
        if (after.is(Kind.SPACE)) {
          backup(variable, after);
        } else {
          backup(variable);
        }
        return false;
      }
      nextNonSpace();
      declare(variable, into);
      if (!context.equals("range") || into.size() >= 2) {
        throw error("too many declarations in " + context);
      }
      switch (peekNonSpace().kind()) {
        case VARIABLE, RIGHT_DELIM, RIGHT_PAREN -> {}
        default -> throw error("range can only initialize variables");
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
      throw error("missing value for " + context);
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
        throw error("non executable command in pipeline stage " + (i + 1));
      }
    }
  }

  private Node.Command command() {
    int start = peekNonSpace().at();
    List<Node.Operand> words = new ArrayList<>();
    while (true) {
      peekNonSpace();
      Node.Operand operand = operand();
      if (operand != null) {
        words.add(operand);
      }
      Token token = next();
      if (token.is(Kind.SPACE)) {
        continue;
      }
      if (token.is(Kind.RIGHT_DELIM) || token.is(Kind.RIGHT_PAREN)) {
        backup();
      } else if (!token.is(Kind.PIPE)) {
        throw unexpected(token, "operand");
      }
      break;
    }
    if (words.isEmpty()) {
      throw error("empty command");
    }
    return new Node.Command(start, List.copyOf(words));
  }

  private Node.@Nullable Operand operand() {
    Node.Operand term = term();
    if (term == null || !peek().is(Kind.FIELD)) {
      return term;
    }
    int start = peek().at();
    List<String> fields = new ArrayList<>();
    while (peek().is(Kind.FIELD)) {
      fields.add(next().text().substring(1));
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
    return error("unexpected . after term " + GoQuote.quote(term.text(), false));
  }

  private static List<String> joined(List<String> first, List<String> second) {
    List<String> all = new ArrayList<>(first);
    all.addAll(second);
    return List.copyOf(all);
  }

  private Node.@Nullable Operand term() {
    Token token = nextNonSpace();
    return switch (token.kind()) {
      case IDENTIFIER -> {
        if (!functions.contains(token.text())) {
          throw error("function " + GoQuote.quote(token.text(), false) + " not defined");
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
        deeper();
        depth++;
        Node.Pipe pipe = pipeline("parenthesized pipeline", Kind.RIGHT_PAREN);
        depth--;
        yield pipe;
      }
      case STRING, RAW_STRING -> new Node.Str(token.at(), token.text(), unquote(token));
      default -> {
        backup();
        yield null;
      }
    };
  }

  private Node.Numeral number(Token token) {
    try {
      return NumberLiteral.read(token);
    } catch (FunctionException e) {
      throw error(e.getMessage());
    }
  }

  private static Node.Variable variable(int at, String name) {
    return new Node.Variable(at, name, List.of());
  }

  private Node.Variable use(Node.Variable variable) {
    if (!variables.contains(variable.name())) {
      throw error("undefined variable " + GoQuote.quote(variable.name(), false));
    }
    return variable;
  }

  private Token next() {
    if (pending > 0) {
      pending--;
    } else {
      tokens[0] = lexer.next();
    }
    return tokens[pending];
  }

  private Token peek() {
    if (pending > 0) {
      return tokens[pending - 1];
    }
    pending = 1;
    tokens[0] = lexer.next();
    return tokens[0];
  }

  private Token nextNonSpace() {
    Token token = next();
    while (token.is(Kind.SPACE)) {
      token = next();
    }
    return token;
  }

  private Token peekNonSpace() {
    Token token = nextNonSpace();
    backup();
    return token;
  }

  private void backup() {
    pending++;
  }

  private void backup(Token before) {
    tokens[1] = before;
    pending = 2;
  }

  private void backup(Token before, Token between) {
    tokens[1] = between;
    tokens[2] = before;
    pending = 3;
  }

  private Token expect(Kind kind, String context) {
    Token token = nextNonSpace();
    if (!token.is(kind)) {
      throw unexpected(token, context);
    }
    return token;
  }

  private TemplateException unexpected(Token token, String context) {
    if (!token.is(Kind.ERROR)) {
      return error("unexpected " + token + " in " + context);
    }
    String started = "";
    if (actionLine != 0 && actionLine != token.line()) {
      started = " in action started at " + source.name() + ":" + actionLine;
      if (token.text().endsWith(" action")) {
        started = started.substring(" in action".length());
      }
    }
    return error(token + started);
  }

  private TemplateException error(String problem) {
    return source.parseError(tokens[0], problem);
  }
}
