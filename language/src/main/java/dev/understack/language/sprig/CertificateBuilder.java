package dev.understack.language.sprig;

import dev.understack.language.FunctionException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds and signs X.509 certificates as sprig's Go templates describe them. */
final class CertificateBuilder {
  private static final int SERIAL_BITS = 128;
  private static final byte[] SIGNATURE_AND_ENCIPHERMENT = {(byte) 0xa0};
  private static final byte[] AUTHORITY_USAGE = {(byte) 0xa4};

  private final SecureRandom random;

  CertificateBuilder(SecureRandom random) {
    this.random = random;
  }

  /**
   * Whom a certificate names.
   *
   * @param days how long it is valid from now on
   * @param authority whether it may sign others
   */
  record Subject(
      String name, List<String> addresses, List<String> hosts, int days, boolean authority) {}

  /** A certificate for a public key, signed by {@code signer} or, when that is null, by itself. */
  Certificate build(
      Subject subject, KeyPair keys, @Nullable X509Certificate signer, PrivateKey signingKey) {
    try {
      boolean rsa = signingKey.getAlgorithm().equals("RSA");
      byte[] algorithm =
          rsa
              ? Der.sequence(Der.oid("1.2.840.113549.1.1.11"), Der.nothing())
              : Der.sequence(Der.oid("1.2.840.10045.4.3.2"));
      byte[] name = name(subject.name());
      byte[] issuer = signer == null ? name : signer.getSubjectX500Principal().getEncoded();
      ZonedDateTime now = ZonedDateTime.now(ZoneOffset.UTC);
      byte[] validity = Der.sequence(Der.time(now), Der.time(now.plusDays(subject.days())));
      byte[] body =
          Der.sequence(
              Der.tagged(0xa0, Der.integer(2)),
              Der.integer(new BigInteger(SERIAL_BITS, random)),
              algorithm,
              issuer,
              validity,
              name,
              keys.getPublic().getEncoded(),
              Der.tagged(0xa3, Der.sequence(extensions(subject, keys))));
      Signature signature = Signature.getInstance(rsa ? "SHA256withRSA" : "SHA256withECDSA");
      signature.initSign(signingKey);
      signature.update(body);
      byte[] certificate = Der.sequence(body, algorithm, Der.bits(signature.sign(), 0));
      return new Certificate(Pem.of("CERTIFICATE", certificate).toString(), PrivateKeys.pem(keys));
    } catch (GeneralSecurityException e) {
      throw new FunctionException("error creating certificate: " + e.getMessage());
    }
  }

  private static byte[] name(String commonName) {
    if (commonName.isEmpty()) {
      return Der.sequence();
    }
    return Der.sequence(Der.set(Der.sequence(Der.oid("2.5.4.3"), Der.utf8(commonName))));
  }

  private static byte[][] extensions(Subject subject, KeyPair keys)
      throws GeneralSecurityException {
    List<byte[]> extensions = new ArrayList<>();
    byte[] usage = subject.authority() ? AUTHORITY_USAGE : SIGNATURE_AND_ENCIPHERMENT;
    extensions.add(extension("2.5.29.15", true, Der.bits(usage, subject.authority() ? 2 : 5)));
    byte[] server = Der.oid("1.3.6.1.5.5.7.3.1");
    byte[] client = Der.oid("1.3.6.1.5.5.7.3.2");
    extensions.add(extension("2.5.29.37", false, Der.sequence(server, client)));
    byte[] constraints = subject.authority() ? Der.sequence(Der.bool(true)) : Der.sequence();
    extensions.add(extension("2.5.29.19", true, constraints));
    if (subject.authority()) {
      byte[] id = MessageDigest.getInstance("SHA-1").digest(keys.getPublic().getEncoded());
      extensions.add(extension("2.5.29.14", false, Der.octets(id)));
    }
    List<byte[]> names = new ArrayList<>();
    for (String host : subject.hosts()) {
      names.add(Der.tagged(0x82, host.getBytes(StandardCharsets.US_ASCII)));
    }
    for (String address : subject.addresses()) {
      names.add(Der.tagged(0x87, address(address)));
    }
    if (!names.isEmpty()) {
      extensions.add(extension("2.5.29.17", false, Der.sequence(names.toArray(byte[][]::new))));
    }
    return extensions.toArray(byte[][]::new);
  }

  private static byte[] extension(String oid, boolean critical, byte[] value) {
    return critical
        ? Der.sequence(Der.oid(oid), Der.bool(true), Der.octets(value))
        : Der.sequence(Der.oid(oid), Der.octets(value));
  }

  private static byte[] address(String text) {
    try {
      return InetAddress.ofLiteral(text).getAddress();
    } catch (IllegalArgumentException e) {
      throw new FunctionException("error parsing ip: " + text);
    }
  }
}
