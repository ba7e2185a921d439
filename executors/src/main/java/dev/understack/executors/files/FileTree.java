package dev.understack.executors.files;

import dev.understack.operations.OperationFiles;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * The files of a pod by the absolute paths that its containers use. The executor puts input
 * artifacts in before the start and takes outputs out after the end; the paths in between belong to
 * the containers.
 */
public interface FileTree extends OperationFiles {

  /** What stands at the path; links inside the tree are followed, and none leads out of it. */
  Optional<Kind> kind(String path);

  /** The content of a file; fails when there is none. */
  InputStream open(String path) throws IOException;

  /** Writes or replaces a file and makes its folders. */
  void write(String path, InputStream content, int mode) throws IOException;

  /** Makes a folder and those above it; it may be there already. */
  void makeFolder(String path, int mode) throws IOException;

  /** Permission bits of what stands at the path. */
  int mode(String path) throws IOException;

  /** Sets the permission bits of what stands at the path. */
  void setMode(String path, int mode) throws IOException;

  /** Size of a file in bytes. */
  long size(String path) throws IOException;

  /** What stands at a path. */
  enum Kind {
    FILE,
    FOLDER
  }
}
