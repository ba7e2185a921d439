package dev.understack.language.sprig;

import dev.understack.language.FunctionException;
import dev.understack.language.value.Arguments;
import dev.understack.language.value.GoText;
import dev.understack.language.value.GoType;
import dev.understack.language.value.GoValues;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Private keys and X.509 certificates. */
final class CertificateFunctions {
  private static final GoType STRING = GoType.STRING;
  private static final GoType INT = GoType.INT;
  private static final GoType LIST = GoType.LIST;
  private static final GoType ANY = GoType.ANY;
  private static final int KEY_BITS = 2048;

  private final CertificateBuilder builder;

  private CertificateFunctions(SecureRandom random) {
    this.builder = new CertificateBuilder(random);
  }

  static void addTo(FunctionTable table, SecureRandom random) {
    CertificateFunctions f = new CertificateFunctions(random);
    table.add("genPrivateKey", a -> PrivateKeys.generate(a.text(0)), STRING);
    table.add("buildCustomCert", a -> custom(a.text(0), a.text(1)), STRING, STRING);
    table.add("genCA", a -> f.authority(a, newKey()), STRING, INT);
    table.add("genCAWithKey", a -> f.authority(a, givenKey(a.text(2))), STRING, INT, STRING);
    table.add("genSelfSignedCert", a -> f.selfSigned(a, newKey()), STRING, LIST, LIST, INT);
    table.add(
        "genSelfSignedCertWithKey",
        a -> f.selfSigned(a, givenKey(a.text(4))),
        STRING,
        LIST,
        LIST,
        INT,
        STRING);
    table.add("genSignedCert", a -> f.signed(a, newKey()), STRING, LIST, LIST, INT, ANY);
    table.add(
        "genSignedCertWithKey",
        a -> f.signed(a, givenKey(a.text(5))),
        STRING,
        LIST,
        LIST,
        INT,
        ANY,
        STRING);
  }

  private static KeyPair newKey() {
    try {
      return PrivateKeys.pair("RSA", KEY_BITS);
    } catch (GeneralSecurityException e) {
      throw new FunctionException("error generating rsa key: " + e.getMessage());
    }
  }

  private static KeyPair givenKey(String pem) {
    try {
      return PrivateKeys.parse(pem);
    } catch (FunctionException e) {
      throw new FunctionException("parsing private key: " + e.getMessage());
    }
  }

  private Certificate authority(Arguments a, KeyPair keys) {
    CertificateBuilder.Subject subject =
        new CertificateBuilder.Subject(a.text(0), List.of(), List.of(), a.integer(1), true);
    return builder.build(subject, keys, null, keys.getPrivate());
  }

  private Certificate selfSigned(Arguments a, KeyPair keys) {
    return builder.build(subject(a), keys, null, keys.getPrivate());
  }

  private Certificate signed(Arguments a, KeyPair keys) {
    if (!(a.any(4) instanceof Certificate authority)) {
      throw new FunctionException(
          "wrong type for value; expected sprig.certificate; got " + GoValues.type(a.any(4)));
    }
    X509Certificate signer = parse(authority.cert());
    return builder.build(subject(a), keys, signer, PrivateKeys.parse(authority.key()).getPrivate());
  }

  private static CertificateBuilder.Subject subject(Arguments a) {
    return new CertificateBuilder.Subject(
        a.text(0),
        strings(a.list(1), "error parsing ip: "),
        strings(a.list(2), "error processing alternate dns name: "),
        a.integer(3),
        false);
  }

  private static List<String> strings(List<@Nullable Object> values, String problem) {
    List<String> texts = new ArrayList<>();
    for (Object value : values) {
      if (!(value instanceof String text)) {
        throw new FunctionException(problem + value + " is not a string");
      }
      texts.add(text);
    }
    return texts;
  }

  private static X509Certificate parse(String pem) {
    Pem block = Pem.find(pem);
    if (block == null) {
      throw new FunctionException("unable to decode certificate");
    }
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(block.content()));
    } catch (GeneralSecurityException e) {
      throw new FunctionException("error parsing certificate: " + e.getMessage());
    }
  }

  private static Certificate custom(String cert64, String key64) {
    String cert = decoded(cert64, "unable to decode base64 certificate");
    String key = decoded(key64, "unable to decode base64 private key");
    parse(cert);
    try {
      PrivateKeys.parse(key);
    } catch (FunctionException e) {
      throw new FunctionException("error parsing private key: " + e.getMessage());
    }
    return new Certificate(cert, key);
  }

  private static String decoded(String text, String problem) {
    if (EncodingFunctions.malformed(text) >= 0) {
      throw new FunctionException(problem);
    }
    return GoText.of(Base64.getMimeDecoder().decode(text));
  }
}
