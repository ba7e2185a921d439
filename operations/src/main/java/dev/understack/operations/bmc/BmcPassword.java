package dev.understack.operations.bmc;

import dev.understack.operations.Connections;
import dev.understack.operations.Operation;
import dev.understack.operations.OperationContext;
import dev.understack.operations.OperationFailedException;
import dev.understack.operations.OperationRun;
import dev.understack.operations.console.Arguments;
import dev.understack.operations.console.ConsoleScript;
import dev.understack.operations.console.Usage;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import javax.crypto.Cipher;

/**
 * {@code bmc-password} and {@code bmc-kube-password}: tell the standard password of a management
 * controller. With a public key the password is printed encrypted for its owner, so that a log may
 * hold it.
 */
public final class BmcPassword implements Operation {
  private final ConsoleScript script;

  /** {@code noMasterKey} is the exit code when there is none. */
  private BmcPassword(String name, int noMasterKey, Connections connections) {
    Usage usage =
        Usage.of(name, "Print the standard password of a BMC")
            .positional("ip_address", "address of the BMC")
            .option("--public-key", null, "RSA public key (PEM) to encrypt the answer for")
            .exitingWith(1);
    script =
        new ConsoleScript(
            usage,
            connections,
            (run, arguments) -> print(run, arguments, BmcCredentials.masterKey(run, noMasterKey)));
  }

  public static BmcPassword plain(Connections connections) {
    return new BmcPassword("bmc-password", 1, connections);
  }

  public static BmcPassword kube(Connections connections) {
    return new BmcPassword("bmc-kube-password", 2, connections);
  }

  @Override
  public String name() {
    return script.name();
  }

  @Override
  public int run(OperationContext context, List<String> arguments) throws InterruptedException {
    return script.run(context, arguments);
  }

  private static int print(OperationRun run, Arguments arguments, String masterKey) {
    String password = StandardPassword.of(arguments.get("ip_address"), masterKey);
    String answer =
        arguments.find("--public-key").map(key -> sealed(password, key)).orElse(password);
    run.context().out().println(answer);
    return 0;
  }

  /** To open: {@code base64 -d | openssl pkeyutl -decrypt -pkeyopt rsa_padding_mode:oaep}. */
  private static String sealed(String password, String pem) {
    try {
      String encoded = pem.replaceAll("-----[A-Z ]+-----|\\s", "");
      PublicKey key =
          KeyFactory.getInstance("RSA")
              .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(encoded)));
      Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPWithSHA-1AndMGF1Padding");
      cipher.init(Cipher.ENCRYPT_MODE, key);
      byte[] bytes = cipher.doFinal(password.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(bytes);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new OperationFailedException("--public-key is not an RSA public key in PEM form");
    }
  }
}
