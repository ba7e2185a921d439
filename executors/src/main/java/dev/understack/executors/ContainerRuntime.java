package dev.understack.executors;

import dev.understack.executors.files.FileTree;
import dev.understack.executors.pod.PodSpec;
import dev.understack.executors.pod.ResolvedContainer;
import dev.understack.operations.ChangeReport;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;

/** A way to run the containers of a pod. Safe for several threads. */
public interface ContainerRuntime extends AutoCloseable {

  /**
   * Makes room for a pod: the files that its containers will see.
   *
   * @throws IllegalArgumentException when this runtime cannot give the pod what it asks for
   */
  Workspace open(PodSpec pod, List<ResolvedContainer> containers) throws IOException;

  /** Gives back what no pod uses; nothing is opened afterwards. */
  @Override
  default void close() {}

  /** The room of one pod. */
  interface Workspace extends AutoCloseable {
    /** The files as this container sees them. */
    FileTree files(ResolvedContainer container);

    /**
     * Runs a container to its end. An interrupt stops it, first gently, after the grace period by
     * force; the method then returns the exit code of the stopped command.
     */
    ContainerExit run(ResolvedContainer container, ContainerOutput output, Duration gracePeriod)
        throws IOException;

    /** Removes the files; nothing of the pod runs any more. */
    @Override
    void close();
  }

  /**
   * Where a container's output goes.
   *
   * @param changes what the container changes in other systems
   */
  record ContainerOutput(OutputStream stdout, OutputStream stderr, ChangeReport changes) {}

  /**
   * How a container ended.
   *
   * @param code exit code; 128 + n for signal n
   * @param reason {@code Completed}, {@code Error} or {@code OOMKilled}
   * @param message more for people; may be empty
   */
  record ContainerExit(int code, String reason, String message) {
    /** Ended by a request to stop that it heeded. */
    public static final int TERMINATED = 143;

    /** Ended by force. */
    public static final int KILLED = 137;

    /** The command could not be started. */
    public static final int NOT_STARTED = 64;

    /** An end without more to say. */
    public static ContainerExit of(int code) {
      return new ContainerExit(code, code == 0 ? "Completed" : "Error", "");
    }

    /** As Argo words it: {@code main: Error (exit code 1)}. */
    String describe(String container) {
      String text = container + ": " + reason + " (exit code " + code + ")";
      return message.isEmpty() ? text : text + ": " + message;
    }
  }
}
