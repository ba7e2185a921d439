package dev.understack.language.jq;

import dev.understack.language.LanguageException;
import dev.understack.language.Limits;
import dev.understack.language.Meter;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A jq program as gojq 0.12.19 evaluates it, without access to files, environment or other inputs.
 * Immutable and safe for threads; compile once, use often.
 *
 * <p>Numbers that nothing computes with keep all their digits. Members of results are in the order
 * of their keys. Inputs are never changed, and results may share parts with them.
 */
public final class Jq {
  static final String LANGUAGE = "jq";

  private final String text;
  private final Program program;

  private Jq(String text, Program program) {
    this.text = text;
    this.program = program;
  }

  /**
   * Reads a program.
   *
   * @throws LanguageException for a fault in it, with its place
   */
  public static Jq compile(String program) {
    return new Jq(program, Compiler.compile(program));
  }

  /** The first result, empty when there is none; a {@link LanguageException} when it fails. */
  public Optional<JsonNode> first(JsonNode input) {
    return first(input, Limits.DEFAULT);
  }

  /** As {@link #first(JsonNode)} with other limits. */
  public Optional<JsonNode> first(JsonNode input, Limits limits) {
    return Optional.ofNullable(new Results(input, limits).compute());
  }

  /**
   * All results, each computed when it is asked for. The iterators throw a {@link
   * LanguageException} when the program fails or exceeds a limit.
   */
  public Iterable<JsonNode> results(JsonNode input) {
    return () -> new Results(input, Limits.DEFAULT);
  }

  /** As {@link #results(JsonNode)} with other limits. */
  public Iterable<JsonNode> results(JsonNode input, Limits limits) {
    return () -> new Results(input, limits);
  }

  /** As {@link #results(JsonNode)}. */
  public Stream<JsonNode> stream(JsonNode input) {
    return StreamSupport.stream(results(input).spliterator(), false);
  }

  /** The program as written. */
  public String text() {
    return text;
  }

  @Override
  public String toString() {
    return text;
  }

  private final class Results implements Iterator<JsonNode> {
    private final Machine machine;
    private final Meter meter;
    private @Nullable JsonNode ahead;

    Results(JsonNode input, Limits limits) {
      this.meter = new Meter(LANGUAGE, text, limits);
      this.machine = new Machine(program, input, meter, limits);
    }

    @Nullable JsonNode compute() {
      try {
        JsonNode result = machine.next();
        return result == null ? null : new SortedKeys(meter).of(result, 0);
      } catch (Failure e) {
        throw new LanguageException(LANGUAGE, text, -1, String.valueOf(e.getMessage()), e);
      }
    }

    @Override
    public boolean hasNext() {
      if (ahead == null) {
        ahead = compute();
      }
      return ahead != null;
    }

    @Override
    public JsonNode next() {
      if (!hasNext() || ahead == null) {
        throw new NoSuchElementException();
      }
      JsonNode next = ahead;
      ahead = null;
      return next;
    }
  }
}
