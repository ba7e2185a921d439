package dev.understack.server.kube;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;

/** Writes the file that tells kubectl where the API is and who the user is. */
public final class Kubeconfig {
  private Kubeconfig() {}

  /**
   * Writes or replaces the file, readable by its owner alone.
   *
   * @param server for example {@code https://127.0.0.1:6443}; kubectl sends no token without TLS
   * @param certificate what the server presents
   * @param namespace of commands that name none
   */
  public static void write(
      Path file, String server, ServerCertificate certificate, String token, String namespace)
      throws IOException {
    Path aside = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(aside);
    Files.createFile(
        aside, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(aside, text(server, certificate.pem(), token, namespace));
    Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String text(String server, String pem, String token, String namespace) {
    String authority = Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.UTF_8));
    return """
    apiVersion: v1
    kind: Config
    current-context: understack
    clusters:
    - name: understack
      cluster: {server: "%s", certificate-authority-data: "%s"}
    users:
    - name: admin
      user: {token: "%s"}
    contexts:
    - name: understack
      context: {cluster: understack, user: admin, namespace: "%s"}
    """
        .formatted(server, authority, token, namespace);
  }
}
