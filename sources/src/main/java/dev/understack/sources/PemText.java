package dev.understack.sources;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Certificates and PKCS#8 keys from PEM text. */
final class PemText {
  /** The stores live in memory only. */
  static final char[] NO_PASSWORD = new char[0];

  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]+)-----END PRIVATE KEY-----");

  private PemText() {}

  /** A store that trusts the certificates of a text. */
  static KeyStore trustStore(String pem) throws GeneralSecurityException {
    KeyStore store = empty();
    int index = 0;
    for (Certificate certificate : certificates(pem)) {
      store.setCertificateEntry("ca" + index++, certificate);
    }
    return store;
  }

  /** A store with a certificate chain and its key. */
  static KeyStore keyStore(String certificates, String key) throws GeneralSecurityException {
    KeyStore store = empty();
    store.setKeyEntry(
        "client",
        privateKey(key),
        NO_PASSWORD,
        certificates(certificates).toArray(Certificate[]::new));
    return store;
  }

  private static Collection<? extends Certificate> certificates(String pem)
      throws GeneralSecurityException {
    return CertificateFactory.getInstance("X.509")
        .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
  }

  private static PrivateKey privateKey(String pem) throws GeneralSecurityException {
    Matcher found = KEY.matcher(pem);
    if (!found.find()) {
      throw new InvalidKeyException(
          "expected a PKCS#8 key that starts with -----BEGIN PRIVATE KEY-----");
    }
    PKCS8EncodedKeySpec spec =
        new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(found.group(1)));
    InvalidKeySpecException refused = null;
    for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(spec);
      } catch (InvalidKeySpecException e) {
        refused = e;
      }
    }
    throw new InvalidKeyException("expected an RSA, EC or EdDSA key", refused);
  }

  private static KeyStore empty() throws GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try {
      store.load(null, NO_PASSWORD);
    } catch (IOException e) {
      throw new GeneralSecurityException(e);
    }
    return store;
  }
}
