package dev.understack.server.kube;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * The certificate of the API, signed by itself and kept in a file. kubectl sends its token over TLS
 * alone, so the Kubernetes API needs one even on the loopback address.
 */
public final class ServerCertificate {
  /** PKCS#12 wants a password; what protects the key is the mode of the file. */
  private static final String PASSWORD = "understack";

  private static final String ALIAS = "api";
  private static final int DAYS = 3_650;
  private final KeyStore store;

  private ServerCertificate(KeyStore store) {
    this.store = store;
  }

  /**
   * Reads the certificate, or makes one when the file is not there.
   *
   * @param file PKCS#12, mode 0600
   * @param hosts names and addresses that clients use; addresses are written as {@code
   *     IP:127.0.0.1}, names as {@code DNS:localhost}
   */
  public static ServerCertificate ensure(Path file, List<String> hosts) throws IOException {
    if (!Files.exists(file)) {
      generate(file, hosts);
    }
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, PASSWORD.toCharArray());
      return new ServerCertificate(store);
    } catch (GeneralSecurityException e) {
      throw new IOException("certificate " + file + " cannot be read", e);
    }
  }

  /** For a server that presents it. */
  public SSLContext sslContext() {
    try {
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, PASSWORD.toCharArray());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The certificate as PEM, for clients that are to trust it. */
  public String pem() {
    try {
      byte[] der = store.getCertificate(ALIAS).getEncoded();
      return "-----BEGIN CERTIFICATE-----\n"
          + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
          + "\n-----END CERTIFICATE-----\n";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void generate(Path file, List<String> hosts) throws IOException {
    Path aside = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(aside);
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                Integer.toString(DAYS),
                "-dname",
                "CN=understack",
                "-ext",
                "SAN=" + hosts.stream().collect(Collectors.joining(",")),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                aside.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (keytool.waitFor() != 0) {
        throw new IOException("keytool cannot make a certificate: " + said.strip());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while making a certificate", e);
    }
    Files.setPosixFilePermissions(aside, PosixFilePermissions.fromString("rw-------"));
    Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
