package dev.understack.language.value;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Go slice whose elements have a fixed type, for example {@code []string}. Any other list is a
 * {@code []interface {}}. Immutable.
 */
public final class TypedList extends AbstractList<@Nullable Object> {
  private final String elementType;
  private final List<@Nullable Object> elements;

  private TypedList(String elementType, List<@Nullable Object> elements) {
    this.elementType = elementType;
    this.elements = elements;
  }

  /** A {@code []string}. */
  public static TypedList ofStrings(Collection<String> elements) {
    return of("string", elements);
  }

  /** A slice of {@code elementType}, a Go type. */
  public static TypedList of(String elementType, Collection<? extends @Nullable Object> elements) {
    return new TypedList(
        elementType, Collections.unmodifiableList(new ArrayList<@Nullable Object>(elements)));
  }

  /** The Go type of the elements. */
  public String elementType() {
    return elementType;
  }

  @Override
  public @Nullable Object get(int index) {
    return elements.get(index);
  }

  @Override
  public int size() {
    return elements.size();
  }
}
