package dev.understack.model;

import java.util.List;
import java.util.stream.Collectors;

/** Manifests that cannot be used, with every fault that was found in them. */
public final class RejectedManifestException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient List<Fault> faults;

  /** {@code faults} holds at least one. */
  public RejectedManifestException(List<Fault> faults) {
    super(faults.stream().map(Fault::toString).collect(Collectors.joining("\n")));
    this.faults = List.copyOf(faults);
  }

  /** All faults, in the order of the text. */
  public List<Fault> faults() {
    return faults;
  }
}
