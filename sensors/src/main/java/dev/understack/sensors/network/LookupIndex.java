package dev.understack.sensors.network;

import dev.understack.language.gjson.GjsonPath;
import dev.understack.language.gjson.GjsonResult;
import dev.understack.sensors.event.SensorEvent;
import dev.understack.sensors.filter.DependencyFilter.Lookup;
import dev.understack.sensors.filter.Shown;
import dev.understack.sensors.filter.TextPattern;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the listeners whose first comparison an event satisfies without asking each of them: by the
 * text at a path, looked up among all patterns for that path. Immutable; safe for several threads.
 */
final class LookupIndex {
  private final List<PathPatterns> paths = new ArrayList<>();
  private final BitSet unindexed = new BitSet();

  /** Indexes listeners by their place in the list. */
  LookupIndex(List<Listener> listeners) {
    Map<String, List<Integer>> byPath = new LinkedHashMap<>();
    for (int i = 0; i < listeners.size(); i++) {
      Optional<Lookup> lookup = listeners.get(i).lookup();
      if (lookup.isPresent()) {
        byPath.computeIfAbsent(lookup.get().path(), _ -> new ArrayList<>()).add(i);
      } else {
        unindexed.set(i);
      }
    }
    byPath.forEach((path, places) -> paths.add(new PathPatterns(path, places, listeners)));
  }

  /**
   * The places of listeners that must be asked.
   *
   * @param found gets the value at each path that was looked at, as it may be shown
   */
  BitSet candidates(SensorEvent event, Map<String, String> found) {
    BitSet candidates = (BitSet) unindexed.clone();
    for (PathPatterns patterns : paths) {
      GjsonResult value = event.get(patterns.path);
      if (value.exists()) {
        String text = value.string();
        found.put(patterns.path.text(), patterns.shown.value(text));
        patterns.match(text, candidates);
      }
    }
    return candidates;
  }

  /** All patterns for one path. */
  private static final class PathPatterns {
    final GjsonPath path;
    final Shown shown;
    final List<TextPattern> patterns = new ArrayList<>();

    /** Places of listeners by place of the pattern. */
    final List<BitSet> owners = new ArrayList<>();

    final PieceIndex pieces;

    PathPatterns(String path, List<Integer> places, List<Listener> listeners) {
      this.path = GjsonPath.compile(path);
      this.shown = Shown.at(path);
      Map<String, Integer> known = new LinkedHashMap<>();
      for (int place : places) {
        for (TextPattern pattern : listeners.get(place).lookup().orElseThrow().patterns()) {
          int index = known.computeIfAbsent(pattern.text(), _ -> add(pattern));
          owners.get(index).set(place);
        }
      }
      this.pieces = new PieceIndex(patterns.stream().map(TextPattern::certainPiece).toList());
    }

    void match(String text, BitSet candidates) {
      BitSet possible = pieces.find(text);
      for (int i = possible.nextSetBit(0); i >= 0; i = possible.nextSetBit(i + 1)) {
        if (patterns.get(i).matches(text)) {
          candidates.or(owners.get(i));
        }
      }
    }

    private int add(TextPattern pattern) {
      patterns.add(pattern);
      owners.add(new BitSet());
      return patterns.size() - 1;
    }
  }
}
