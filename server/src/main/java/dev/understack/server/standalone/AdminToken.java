package dev.understack.server.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The administrator's token: the configured one, or one that is made once and kept. */
final class AdminToken {
  private static final int BYTES = 24;

  private AdminToken() {}

  static String of(StandaloneConfig config, Path state) throws IOException {
    if (config.token().isPresent()) {
      return config.token().get().strip();
    }
    Path file = state.resolve("token");
    if (Files.exists(file)) {
      return Files.readString(file).strip();
    }
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    String token = HexFormat.of().formatHex(random);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, token + "\n");
    return token;
  }
}
