package dev.understack.language.sprig;

import dev.understack.language.FunctionException;
import dev.understack.language.value.GoText;
import dev.understack.language.value.GoType;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Password hashes, derived passwords, AES, keys and certificates. */
final class CryptoFunctions {
  private static final GoType STRING = GoType.STRING;
  private static final int AES_BLOCK = 16;
  private static final int AES_KEY = 32;

  private final SecureRandom random;

  private CryptoFunctions(SecureRandom random) {
    this.random = random;
  }

  static void addTo(FunctionTable table, SecureRandom random) {
    CryptoFunctions crypto = new CryptoFunctions(random);
    table.add("bcrypt", a -> crypto.bcrypt(a.text(0)), STRING);
    table.add("htpasswd", a -> crypto.htpasswd(a.text(0), a.text(1)), STRING, STRING);
    table.add(
        "derivePassword",
        a -> DerivedPassword.derive(a.integer(0), a.text(1), a.text(2), a.text(3), a.text(4)),
        GoType.UINT32,
        STRING,
        STRING,
        STRING,
        STRING);
    table.add("encryptAES", a -> crypto.encrypted(a.text(0), a.text(1)), STRING, STRING);
    table.add("decryptAES", a -> decrypted(a.text(0), a.text(1)), STRING, STRING);
    CertificateFunctions.addTo(table, random);
  }

  private String bcrypt(String password) {
    byte[] bytes = GoText.bytes(password);
    if (bytes.length > Bcrypt.LONGEST_PASSWORD) {
      return "failed to encrypt string with bcrypt: bcrypt: password length exceeds 72 bytes";
    }
    byte[] salt = new byte[Bcrypt.SALT_BYTES];
    random.nextBytes(salt);
    return Bcrypt.hash(bytes, salt, Bcrypt.COST);
  }

  private String htpasswd(String user, String password) {
    return user.contains(":") ? "invalid username: " + user : user + ":" + bcrypt(password);
  }

  private static Cipher aes(int mode, String password, byte[] iv) {
    byte[] key = Arrays.copyOf(GoText.bytes(password), AES_KEY);
    try {
      Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
      cipher.init(mode, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
      return cipher;
    } catch (GeneralSecurityException e) {
      throw new FunctionException(String.valueOf(e.getMessage()));
    }
  }

  private String encrypted(String password, String text) {
    if (text.isEmpty()) {
      return "";
    }
    byte[] iv = new byte[AES_BLOCK];
    random.nextBytes(iv);
    byte[] content = GoText.bytes(text);
    int padding = AES_BLOCK - content.length % AES_BLOCK;
    byte[] padded = Arrays.copyOf(content, content.length + padding);
    Arrays.fill(padded, content.length, padded.length, (byte) padding);
    byte[] all = Arrays.copyOf(iv, AES_BLOCK + padded.length);
    System.arraycopy(
        done(aes(Cipher.ENCRYPT_MODE, password, iv), padded), 0, all, AES_BLOCK, padded.length);
    return EncodingFunctions.base64(all);
  }

  private static String decrypted(String password, String text) {
    if (text.isEmpty()) {
      return "";
    }
    int bad = EncodingFunctions.malformed(text);
    if (bad >= 0) {
      throw new FunctionException("illegal base64 data at input byte " + bad);
    }
    byte[] all = Base64.getMimeDecoder().decode(text);
    if (all.length < 2 * AES_BLOCK || all.length % AES_BLOCK != 0) {
      throw new FunctionException("crypto/cipher: input not full blocks");
    }
    byte[] iv = Arrays.copyOf(all, AES_BLOCK);
    byte[] content =
        done(
            aes(Cipher.DECRYPT_MODE, password, iv), Arrays.copyOfRange(all, AES_BLOCK, all.length));
    int padding = content[content.length - 1] & 0xff;
    if (padding > content.length) {
      throw new FunctionException("the password does not fit the text");
    }
    return GoText.of(content, 0, content.length - padding);
  }

  private static byte[] done(Cipher cipher, byte[] content) {
    try {
      return cipher.doFinal(content);
    } catch (GeneralSecurityException e) {
      throw new FunctionException(String.valueOf(e.getMessage()));
    }
  }
}
