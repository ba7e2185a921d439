package dev.understack.executors.pod;

import java.util.List;

/**
 * A volume resolved for one container.
 *
 * @param path absolute path in the container, without a slash at the end
 * @param readOnly whether the container may not write there
 * @param content what stands there
 */
public record Mount(String path, boolean readOnly, Content content) {

  /** What stands at a mount. */
  public sealed interface Content {}

  /**
   * Fixed files.
   *
   * @param files relative to the mount; one file with an empty path is the mount itself
   */
  public record Files(List<File> files) implements Content {
    public Files {
      files = List.copyOf(files);
    }
  }

  /** A folder of the pod, shared by the containers that mount the same volume. */
  public record Scratch(String volume, String subPath) implements Content {}

  /** A folder that outlives the pod, shared by all pods of the namespace that claim it. */
  public record Claimed(String claim, String subPath) implements Content {}

  /** A path of the machine. */
  public record Host(String path) implements Content {}

  /** One file with its permission bits. Its content is never changed. */
  public static final class File {
    private final String path;
    private final byte[] content;
    private final int mode;

    /**
     * @param content given away by the caller
     */
    public File(String path, byte[] content, int mode) {
      this.path = path;
      this.content = content;
      this.mode = mode;
    }

    /** Relative to the mount. */
    public String path() {
      return path;
    }

    /** Read only. */
    public byte[] content() {
      return content;
    }

    public int mode() {
      return mode;
    }
  }
}
