package dev.understack.language.sprig;

import dev.understack.language.FunctionException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.DSAPrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.List;

/** Private keys in the PEM forms that Go writes. */
final class PrivateKeys {
  private static final byte[] RSA = Der.sequence(Der.oid("1.2.840.113549.1.1.1"), Der.nothing());
  private static final String P256 = "1.2.840.10045.3.1.7";

  private PrivateKeys() {}

  /** A new key as PEM, or sprig's text about the problem. */
  static String generate(String type) {
    try {
      return switch (type) {
        case "", "rsa" -> pem(pair("RSA", 4096));
        case "dsa" -> pem(pair("DSA", 2048));
        case "ecdsa" -> {
          KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
          generator.initialize(new ECGenParameterSpec("secp256r1"));
          yield pem(generator.generateKeyPair());
        }
        case "ed25519" -> pem(KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
        default -> "Unknown type " + type;
      };
    } catch (GeneralSecurityException e) {
      return "failed to generate private key: " + e.getMessage();
    }
  }

  /** A new pair of keys. */
  static KeyPair pair(String algorithm, int bits) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    generator.initialize(bits);
    return generator.generateKeyPair();
  }

  /** The private key as PEM. */
  static String pem(KeyPair pair) {
    PrivateKey key = pair.getPrivate();
    return switch (key) {
      case RSAPrivateCrtKey rsa -> Pem.of("RSA PRIVATE KEY", pkcs1(rsa)).toString();
      case ECPrivateKey ec when pair.getPublic() instanceof ECPublicKey publicKey ->
          Pem.of("EC PRIVATE KEY", sec1(ec, publicKey)).toString();
      case DSAPrivateKey dsa -> Pem.of("DSA PRIVATE KEY", openssl(dsa)).toString();
      default -> Pem.of("PRIVATE KEY", key.getEncoded()).toString();
    };
  }

  private static byte[] pkcs1(RSAPrivateCrtKey key) {
    return Der.sequence(
        Der.integer(0),
        Der.integer(key.getModulus()),
        Der.integer(key.getPublicExponent()),
        Der.integer(key.getPrivateExponent()),
        Der.integer(key.getPrimeP()),
        Der.integer(key.getPrimeQ()),
        Der.integer(key.getPrimeExponentP()),
        Der.integer(key.getPrimeExponentQ()),
        Der.integer(key.getCrtCoefficient()));
  }

  private static byte[] sec1(ECPrivateKey key, ECPublicKey publicKey) {
    int size = (key.getParams().getCurve().getField().getFieldSize() + 7) / 8;
    byte[] point = new byte[1 + 2 * size];
    point[0] = 4;
    put(publicKey.getW().getAffineX(), point, 1, size);
    put(publicKey.getW().getAffineY(), point, 1 + size, size);
    byte[] secret = new byte[size];
    put(key.getS(), secret, 0, size);
    return Der.sequence(
        Der.integer(1),
        Der.octets(secret),
        Der.tagged(0xa0, Der.oid(P256)),
        Der.tagged(0xa1, Der.bits(point, 0)));
  }

  private static void put(BigInteger number, byte[] into, int at, int size) {
    byte[] bytes = number.toByteArray();
    int from = Math.max(0, bytes.length - size);
    int count = bytes.length - from;
    System.arraycopy(bytes, from, into, at + size - count, count);
  }

  private static byte[] openssl(DSAPrivateKey key) {
    BigInteger p = key.getParams().getP();
    BigInteger g = key.getParams().getG();
    return Der.sequence(
        Der.integer(0),
        Der.integer(p),
        Der.integer(key.getParams().getQ()),
        Der.integer(g),
        Der.integer(g.modPow(key.getX(), p)),
        Der.integer(key.getX()));
  }

  /** The keys of a PEM block. */
  static KeyPair parse(String text) {
    Pem pem = Pem.find(text);
    if (pem == null) {
      throw new FunctionException("no PEM data in input");
    }
    if (!pem.type().endsWith("PRIVATE KEY")) {
      throw new FunctionException("no private key data in PEM block of type " + pem.type());
    }
    try {
      PrivateKey key = key(pem);
      return new KeyPair(publicKey(key, pem), key);
    } catch (GeneralSecurityException e) {
      throw new FunctionException("parsing private key from PEM: " + e.getMessage());
    }
  }

  private static PrivateKey key(Pem pem) throws GeneralSecurityException {
    byte[] content = pem.content();
    return switch (pem.type()) {
      case "RSA PRIVATE KEY" -> {
        byte[] pkcs8 = Der.sequence(Der.integer(0), RSA, Der.octets(content));
        yield KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      }
      case "EC PRIVATE KEY" -> {
        byte[] algorithm = Der.sequence(Der.oid("1.2.840.10045.2.1"), Der.oid(P256));
        byte[] pkcs8 = Der.sequence(Der.integer(0), algorithm, Der.octets(content));
        yield KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      }
      case "PRIVATE KEY" -> anyKey(content);
      default ->
          throw new FunctionException(
              "invalid private key type " + pem.type().replace(" PRIVATE KEY", ""));
    };
  }

  private static PrivateKey anyKey(byte[] pkcs8) throws GeneralSecurityException {
    GeneralSecurityException problem = new GeneralSecurityException("unknown key type");
    for (String algorithm : List.of("RSA", "EC", "Ed25519")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      } catch (GeneralSecurityException e) {
        problem.addSuppressed(e);
      }
    }
    throw problem;
  }

  private static PublicKey publicKey(PrivateKey key, Pem pem) throws GeneralSecurityException {
    return switch (key) {
      case RSAPrivateCrtKey rsa ->
          KeyFactory.getInstance("RSA")
              .generatePublic(new RSAPublicKeySpec(rsa.getModulus(), rsa.getPublicExponent()));
      case ECPrivateKey ec when pem.type().equals("EC PRIVATE KEY") -> point(pem.content());
      case EdECPrivateKey ed -> throw new FunctionException("certificates need an RSA or EC key");
      default -> throw new FunctionException("certificates need an RSA or EC PRIVATE KEY");
    };
  }

  /** The public key at the end of a SEC 1 structure, as Go writes it. */
  private static PublicKey point(byte[] sec1) throws GeneralSecurityException {
    int size = 65;
    byte[] point = Arrays.copyOfRange(sec1, Math.max(0, sec1.length - size), sec1.length);
    byte[] algorithm = Der.sequence(Der.oid("1.2.840.10045.2.1"), Der.oid(P256));
    byte[] encoded = Der.sequence(algorithm, Der.bits(point, 0));
    return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(encoded));
  }
}
