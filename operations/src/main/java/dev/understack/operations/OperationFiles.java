package dev.understack.operations;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The files of one run, by absolute path: its mounts, its input artifacts and what it writes. */
public interface OperationFiles {

  /** The content, or empty when there is no such file. */
  Optional<byte[]> read(String path);

  /** Writes or replaces a file. Throws when the path lies in a read-only mount. */
  void write(String path, byte[] content) throws IOException;

  /** The names in a folder, sorted; empty when there is no such folder. */
  List<String> list(String folder);
}
