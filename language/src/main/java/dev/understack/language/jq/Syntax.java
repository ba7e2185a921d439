package dev.understack.language.jq;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A program or a part of one, as written; {@code at} is its offset in the text. */
sealed interface Syntax {

  record Identity() implements Syntax {}

  record Literal(JsonNode value) implements Syntax {}

  /** Text with queries in it; the values pass through {@code format} first. */
  record Interpolation(@Nullable String format, List<Syntax> parts, int at) implements Syntax {}

  record Format(String name, int at) implements Syntax {}

  record Index(Syntax target, Syntax key) implements Syntax {}

  record Slice(Syntax target, @Nullable Syntax from, @Nullable Syntax to) implements Syntax {}

  record Each(Syntax target) implements Syntax {}

  /** {@code name(arguments)}; a variable has its dollar in the name. */
  record Call(String name, List<Syntax> arguments, int at) implements Syntax {}

  record ObjectOf(List<Member> members) implements Syntax {}

  /** A key and its value; the value of {@code {a}} and {@code {$a}} is null. */
  record Member(Syntax key, @Nullable Syntax value) {}

  record ArrayOf(@Nullable Syntax elements) implements Syntax {}

  record Sign(boolean negative, Syntax operand) implements Syntax {}

  record If(Syntax condition, Syntax then, @Nullable Syntax otherwise) implements Syntax {}

  record Try(Syntax body, @Nullable Syntax handler) implements Syntax {}

  record Reduce(Syntax source, Pattern pattern, Syntax start, Syntax update) implements Syntax {}

  record Foreach(
      Syntax source, Pattern pattern, Syntax start, Syntax update, @Nullable Syntax extract)
      implements Syntax {}

  record Label(String name, Syntax body) implements Syntax {}

  record Break(String name, int at) implements Syntax {}

  record Define(Definition definition, Syntax rest) implements Syntax {}

  record Definition(String name, List<String> parameters, Syntax body) {}

  record Pipe(Syntax left, Syntax right) implements Syntax {}

  record Bind(Syntax source, List<Pattern> patterns, Syntax body) implements Syntax {}

  record Comma(Syntax left, Syntax right) implements Syntax {}

  record Binary(Operator operator, Syntax left, Syntax right) implements Syntax {}

  /** What stands in parentheses. */
  record Group(Syntax inner) implements Syntax {}

  /** What takes a value apart into variables. */
  sealed interface Pattern {
    record Name(String variable) implements Pattern {}

    record Elements(List<Pattern> elements) implements Pattern {}

    record Members(List<Entry> entries) implements Pattern {}

    /** {@code key: value}, {@code $name} or {@code $name: value}. */
    record Entry(Syntax key, @Nullable String variable, @Nullable Pattern value) {}
  }
}
