package dev.understack.language.tags;

import java.util.Set;

/**
 * What happens to tags that cannot be resolved.
 *
 * @param all whether every tag must resolve
 * @param prefixes tags that begin with one of these must resolve in any case
 */
public record TagMode(boolean all, Set<String> prefixes) {
  /** Unresolved tags stay in the text: they may belong to a later pass. */
  public static final TagMode LENIENT = new TagMode(false, Set.of());

  /** References to other steps and tasks must resolve, everything else may stay. */
  public static final TagMode NODES = new TagMode(false, Set.of("steps.", "tasks."));

  /** Every tag must resolve. */
  public static final TagMode COMPLETE = new TagMode(true, Set.of());

  public TagMode {
    prefixes = Set.copyOf(prefixes);
  }

  boolean requires(String tag) {
    return all || prefixes.stream().anyMatch(tag::startsWith);
  }
}
