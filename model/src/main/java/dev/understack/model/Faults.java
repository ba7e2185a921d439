package dev.understack.model;

import java.util.ArrayList;
import java.util.List;

/** Collects the faults of one manifest, so that all of them are reported together. */
public final class Faults {
  private final Manifest manifest;
  private final List<Fault> found = new ArrayList<>();

  public Faults(Manifest manifest) {
    this.manifest = manifest;
  }

  /** For an object that did not come from a text, such as one from the API. */
  public static Faults of(KubeObject object) {
    return new Faults(new Manifest("api", object, java.util.Map.of()));
  }

  /** Adds a fault at {@code path}; the message is a sentence without a full stop. */
  public void add(String path, String message) {
    found.add(
        new Fault(
            manifest.source(),
            manifest.position(path),
            manifest.object().describe(),
            path,
            message));
  }

  /** What was found so far. */
  public List<Fault> list() {
    return List.copyOf(found);
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }

  /** Throws {@link RejectedManifestException} when anything was found. */
  public void throwIfAny() {
    if (!found.isEmpty()) {
      throw new RejectedManifestException(found);
    }
  }
}
