package dev.understack.language.template;

import dev.understack.language.template.Node.Branch.Keyword;
import dev.understack.language.template.Token.Kind;
import dev.understack.language.value.GoQuote;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Parses one template text; a nested definition gets its own parser on the same lexer. */
final class Parser {
  private final TokenReader tokens;
  private final PipelineParser pipelines;
  private final Set<String> functions;
  private final Map<String, Node.Items> trees;
  private int ranges;

  Parser(Source source, Set<String> functions, Map<String, Node.Items> trees) {
    this(new TokenReader(source), functions, trees);
  }

  private Parser(TokenReader tokens, Set<String> functions, Map<String, Node.Items> trees) {
    this.tokens = tokens;
    this.pipelines = new PipelineParser(tokens, functions);
    this.functions = functions;
    this.trees = trees;
  }

  /** Parses the whole text and adds its tree and those of its definitions. */
  void parse(String name) {
    int start = tokens.peek().at();
    List<Node> nodes = new ArrayList<>();
    while (!tokens.peek().is(Kind.EOF)) {
      if (tokens.peek().is(Kind.LEFT_DELIM)) {
        Token delimiter = tokens.next();
        if (tokens.nextNonSpace().is(Kind.DEFINE)) {
          nested().definition();
          continue;
        }
        tokens.backup(delimiter);
      }
      Node node = textOrAction();
      if (node instanceof Node.Stop stop) {
        throw tokens.error("unexpected " + stop.text());
      }
      nodes.add(node);
    }
    add(name, new Node.Items(start, List.copyOf(nodes)));
  }

  private Parser nested() {
    return new Parser(tokens.nested(), functions, trees);
  }

  private void definition() {
    String context = "define clause";
    Token token = tokens.nextNonSpace();
    String name = templateName(token, context);
    tokens.expect(Kind.RIGHT_DELIM, context);
    body(name, context);
  }

  private void body(String name, String context) {
    List<Node> nodes = new ArrayList<>();
    int start = tokens.peekNonSpace().at();
    Node.Stop end = itemList(nodes);
    if (end.isElse()) {
      throw tokens.error("unexpected " + end.text() + " in " + context);
    }
    add(name, new Node.Items(start, List.copyOf(nodes)));
  }

  private void add(String name, Node.Items tree) {
    Node.Items known = trees.get(name);
    if (known == null || isEmpty(known)) {
      trees.put(name, tree);
    } else if (!isEmpty(tree)) {
      throw tokens.error("template: multiple definition of template " + GoQuote.quote(name, false));
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
    while (!tokens.peekNonSpace().is(Kind.EOF)) {
      Node node = textOrAction();
      if (node instanceof Node.Stop stop) {
        return stop;
      }
      into.add(node);
    }
    throw tokens.error("unexpected EOF");
  }

  private Node textOrAction() {
    Token token = tokens.nextNonSpace();
    switch (token.kind()) {
      case TEXT -> {
        return new Node.Text(token.at(), token.text());
      }
      case LEFT_DELIM -> {
        tokens.actionLine(token.line());
        Node action = action();
        tokens.actionLine(0);
        return action;
      }
      default -> throw tokens.unexpected(token, "input");
    }
  }

  private Node action() {
    Token token = tokens.nextNonSpace();
    return switch (token.kind()) {
      case BLOCK -> block();
      case BREAK -> jump(new Node.Break(token.at()));
      case CONTINUE -> jump(new Node.Continue(token.at()));
      case ELSE -> elseStop();
      case END -> new Node.Stop(tokens.expect(Kind.RIGHT_DELIM, "end").at(), false);
      case IF -> branch(Keyword.IF);
      case RANGE -> branch(Keyword.RANGE);
      case TEMPLATE -> call();
      case WITH -> branch(Keyword.WITH);
      default -> {
        tokens.backup();
        Token first = tokens.peek();
        yield new Node.Action(first.at(), pipelines.pipeline("command", Kind.RIGHT_DELIM));
      }
    };
  }

  private Node jump(Node node) {
    Token token = tokens.nextNonSpace();
    if (!token.is(Kind.RIGHT_DELIM)) {
      throw tokens.unexpected(token, node.text());
    }
    if (ranges == 0) {
      throw tokens.error(node.text() + " outside {{range}}");
    }
    return node;
  }

  private Node.Stop elseStop() {
    Token token = tokens.peekNonSpace();
    if (!token.is(Kind.IF) && !token.is(Kind.WITH)) {
      token = tokens.expect(Kind.RIGHT_DELIM, "else");
    }
    return new Node.Stop(token.at(), true);
  }

  private Node.Branch branch(Keyword keyword) {
    tokens.enter();
    int visible = pipelines.visible();
    Node.Pipe pipe = pipelines.pipeline(keyword.toString(), Kind.RIGHT_DELIM);
    ranges += keyword == Keyword.RANGE ? 1 : 0;
    int start = tokens.peekNonSpace().at();
    List<Node> nodes = new ArrayList<>();
    Node.Stop stop = itemList(nodes);
    ranges -= keyword == Keyword.RANGE ? 1 : 0;
    Node.Items otherwise = stop.isElse() ? otherwise(keyword, stop) : null;
    pipelines.hideSince(visible);
    tokens.leave();
    Node.Items items = new Node.Items(start, List.copyOf(nodes));
    return new Node.Branch(keyword, pipe.at(), pipe, items, otherwise);
  }

  private Node.Items otherwise(Keyword keyword, Node.Stop stop) {
    boolean chained =
        (keyword == Keyword.IF && tokens.peek().is(Kind.IF))
            || (keyword == Keyword.WITH && tokens.peek().is(Kind.WITH));
    if (chained) {
      tokens.next();
      return new Node.Items(stop.at(), List.of(branch(keyword)));
    }
    List<Node> nodes = new ArrayList<>();
    int start = tokens.peekNonSpace().at();
    Node.Stop end = itemList(nodes);
    if (end.isElse()) {
      throw tokens.error("expected end; found " + end.text());
    }
    return new Node.Items(start, List.copyOf(nodes));
  }

  private Node.Call block() {
    String context = "block clause";
    Token token = tokens.nextNonSpace();
    String name = templateName(token, context);
    Node.Pipe pipe = pipelines.pipeline(context, Kind.RIGHT_DELIM);
    nested().body(name, context);
    return new Node.Call(token.at(), name, pipe);
  }

  private Node.Call call() {
    String context = "template clause";
    Token token = tokens.nextNonSpace();
    String name = templateName(token, context);
    Node.Pipe pipe = null;
    if (!tokens.nextNonSpace().is(Kind.RIGHT_DELIM)) {
      tokens.backup();
      pipe = pipelines.pipeline(context, Kind.RIGHT_DELIM);
    }
    return new Node.Call(token.at(), name, pipe);
  }

  private String templateName(Token token, String context) {
    if (!token.is(Kind.STRING) && !token.is(Kind.RAW_STRING)) {
      throw tokens.unexpected(token, context);
    }
    return tokens.unquote(token);
  }
}
