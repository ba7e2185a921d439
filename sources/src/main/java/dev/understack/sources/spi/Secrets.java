package dev.understack.sources.spi;

import dev.understack.cluster.Cluster;
import dev.understack.cluster.Identity;
import dev.understack.model.KubeObject;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceTypes;
import dev.understack.model.events.SecretKey;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Values of the Secrets of one namespace. Read when used, so that a changed value counts for the
 * next connection. Safe for several threads.
 */
public final class Secrets {
  private final Cluster cluster;
  private final String namespace;

  public Secrets(Cluster cluster, String namespace) {
    this.cluster = cluster;
    this.namespace = namespace;
  }

  /**
   * The text of a key without trailing line ends, as Argo Events reads it.
   *
   * @throws MissingSecretException when the Secret or the key is not there
   */
  public String text(SecretKey selector) {
    ObjectKey key = new ObjectKey(ResourceTypes.SECRET, namespace, selector.name());
    Optional<KubeObject> secret = cluster.as(Identity.SYSTEM).find(key);
    if (secret.isEmpty()) {
      throw new MissingSecretException(
          "secret " + namespace + "/" + selector.name() + " not found");
    }
    String encoded = secret.get().tree().path("data").path(selector.key()).asString("");
    if (encoded.isEmpty()) {
      throw new MissingSecretException(
          "secret " + namespace + "/" + selector.name() + " has no key " + selector.key());
    }
    String text = new String(Base64.getMimeDecoder().decode(encoded), StandardCharsets.UTF_8);
    return text.replaceAll("[\r\n]+$", "");
  }

  /** A Secret or a key of it that is not there (yet). The message never holds a value. */
  public static final class MissingSecretException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MissingSecretException(String message) {
      super(message);
    }
  }
}
