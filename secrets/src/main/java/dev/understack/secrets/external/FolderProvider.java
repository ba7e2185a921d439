package dev.understack.secrets.external;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Secrets in a folder of the machine: a file is a secret, a folder in it is a secret whose files
 * are its properties.
 */
final class FolderProvider implements SecretProvider {
  private final Path root;

  FolderProvider(Path root) {
    this.root = root;
  }

  @Override
  public RemoteSecret read(String key, String version) {
    Path path = root.resolve(key).normalize();
    if (!path.startsWith(root) || path.equals(root)) {
      throw new ProviderException("key " + key + " leads out of the folder of secrets");
    }
    try {
      if (Files.isDirectory(path)) {
        TreeMap<String, byte[]> entries = new TreeMap<>();
        for (Path file : files(path)) {
          entries.put(file.getFileName().toString(), Files.readAllBytes(file));
        }
        return RemoteSecret.ofEntries(entries);
      }
      if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
        return RemoteSecret.ofText(Files.readString(path));
      }
    } catch (IOException e) {
      throw new ProviderException("cannot read secret " + key + ": " + e.getMessage(), e);
    }
    throw new ProviderException.NoSecret("Secret does not exist: " + key);
  }

  @Override
  public List<String> keys() {
    try (Stream<Path> entries = Files.list(root)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new ProviderException("cannot list the folder of secrets: " + e.getMessage(), e);
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)).toList();
    }
  }
}
