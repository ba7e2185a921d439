package dev.understack.standins.nautobot;

/**
 * A field that points to another object.
 *
 * @param field its name
 * @param target path of the collection that it points into
 * @param required whether an object cannot be without it
 * @param onDelete what deleting the other object does
 */
record Reference(String field, String target, boolean required, OnDelete onDelete) {

  /** What happens to an object whose target is deleted. */
  enum OnDelete {
    PROTECT,
    CASCADE,
    CLEAR
  }
}
