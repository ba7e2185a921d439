package dev.understack.sources;

import dev.understack.model.Fields;
import dev.understack.model.events.SecretKey;
import dev.understack.sources.spi.Secrets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * The {@code tls} object of a source: whom to trust and what to present. The certificates are PEM
 * texts in Secrets.
 *
 * @param insecureSkipVerify trusts everybody; the host name is not checked either
 */
public record TlsOptions(
    Optional<SecretKey> caCert,
    Optional<SecretKey> clientCert,
    Optional<SecretKey> clientKey,
    boolean insecureSkipVerify) {

  /** Reads the object. */
  public static TlsOptions read(Fields tls) {
    return new TlsOptions(
        SecretKey.in(tls, "caCertSecret"),
        SecretKey.in(tls, "clientCertSecret"),
        SecretKey.in(tls, "clientKeySecret"),
        tls.bool("insecureSkipVerify", false));
  }

  /** The context for a connection; secrets are read now. */
  public SSLContext context(Secrets secrets) throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys(secrets), trust(secrets), new SecureRandom());
    return context;
  }

  private KeyManager @Nullable [] keys(Secrets secrets) throws GeneralSecurityException {
    if (clientCert.isEmpty() || clientKey.isEmpty()) {
      return null;
    }
    KeyStore store =
        PemText.keyStore(secrets.text(clientCert.get()), secrets.text(clientKey.get()));
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, PemText.NO_PASSWORD);
    return factory.getKeyManagers();
  }

  private TrustManager @Nullable [] trust(Secrets secrets) throws GeneralSecurityException {
    if (insecureSkipVerify) {
      return new TrustManager[] {new TrustEverybody()};
    }
    if (caCert.isEmpty()) {
      return null;
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(PemText.trustStore(secrets.text(caCert.get())));
    return factory.getTrustManagers();
  }
}
