package dev.understack.cli.api;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The folder where a system keeps its store, logs and kubeconfig. */
public final class StateFolder {
  private StateFolder() {}

  /**
   * The folder asked for, else {@code UNDERSTACK_STATE}, else {@code ~/.local/state/understack}.
   */
  public static Path resolve(@Nullable Path asked) {
    if (asked != null) {
      return asked;
    }
    String fromEnvironment = System.getenv("UNDERSTACK_STATE");
    return fromEnvironment == null || fromEnvironment.isEmpty()
        ? Path.of(System.getProperty("user.home"), ".local", "state", "understack")
        : Path.of(fromEnvironment);
  }

  /** The kubeconfig inside a state folder. */
  public static Path kubeconfig(Path state) {
    return state.resolve("kubeconfig");
  }
}
