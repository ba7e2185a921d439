package dev.understack.language.sjson;

import dev.understack.language.gjson.GjsonPath;
import dev.understack.language.gjson.GjsonResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Replaces what a search finds, and only that. */
final class FoundPlaces {
  private record Place(int index, int length) {}

  private FoundPlaces() {}

  static String replace(String json, String path, String raw) {
    GjsonResult found = GjsonPath.compile(path).get(json);
    int[] indexes = found.indexes();
    List<Place> places = new ArrayList<>();
    if (found.index() != 0) {
      places.add(new Place(found.index(), found.raw().length()));
    }
    if (indexes != null) {
      List<GjsonResult> elements = found.array();
      if (elements.size() != indexes.length) {
        return json;
      }
      for (int i = 0; i < indexes.length; i++) {
        places.add(new Place(indexes[i], elements.get(i).raw().length()));
      }
    }
    places.sort(Comparator.comparingInt(Place::index).reversed());
    StringBuilder out = new StringBuilder(json);
    for (Place place : places) {
      out.replace(place.index(), Math.min(out.length(), place.index() + place.length()), raw);
    }
    return out.toString();
  }
}
