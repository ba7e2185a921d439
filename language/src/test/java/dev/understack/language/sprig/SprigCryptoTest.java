package dev.understack.language.sprig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understack.language.LanguageException;
import dev.understack.language.Limits;
import dev.understack.language.template.Template;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hashes that Go made, and certificates that Java's own reader accepts. */
class SprigCryptoTest {
  /** Making a key takes as long as it takes. */
  private static final Limits SLOW_MACHINE = new Limits(Duration.ofMinutes(5), 64L << 20, 500);

  private static final String BCRYPT_ALPHABET =
      "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  @ParameterizedTest
  @CsvSource({
    "'', $2a$04$B5nFKopMe3/LZ67MqaJP7eh7eQGIMyTtNxTCgB5rUpfYEfuiW06yu",
    "a, $2a$04$ZG4ThrFTa9UjXhKbAG.rmO84VwkbR5IR7LDGE9/nsC9ObC.5QtNpu",
    "correct horse battery staple, $2a$04$/hQ0OjiMkbktfVicJ2W9c.peZDH157MNgpCgXMpt3uspL0bNWPKzW",
    "pässwörd, $2a$04$zqSTM7Azi5VpM.PpD779KeZVegsuohxA0vEZT0bdvu4aN9jNDi4nq",
    "0123456789012345678901234567890123456789012345678901234567890123456789ab,"
        + " $2a$04$TuWN1zKA5R.GPg75hxExUOa6eucjODDe8je1jHo66NhKJ2hsKqnse"
  })
  void bcryptHashesAsGo(String password, String hash) {
    byte[] salt = saltOf(hash);

    String made = Bcrypt.hash(password.getBytes(StandardCharsets.UTF_8), salt, 4);

    assertThat(made).isEqualTo(hash);
  }

  private static byte[] saltOf(String hash) {
    byte[] salt = new byte[Bcrypt.SALT_BYTES];
    int buffer = 0;
    int bits = 0;
    int at = 0;
    for (char c : hash.substring(7, 29).toCharArray()) {
      buffer = (buffer << 6) | BCRYPT_ALPHABET.indexOf(c);
      bits += 6;
      if (bits >= 8 && at < salt.length) {
        bits -= 8;
        salt[at++] = (byte) (buffer >> bits);
      }
    }
    return salt;
  }

  @Test
  void signsCertificatesThatTheAuthorityVerifies() throws Exception {
    String text =
        execute(
            """
            {{ $ca := genCA "my ca" 365 -}}
            {{ $cert := genSignedCert "node" (list "10.0.0.1" "fd00::1") (list "node.example") 30 $ca -}}
            {{ $ca.Cert }}{{ $cert.Cert }}{{ $cert.Key }}\
            """);

    X509Certificate authority = certificate(text, 0);
    X509Certificate certificate = certificate(text, 1);

    certificate.verify(authority.getPublicKey());
    assertThat(authority.getBasicConstraints()).isGreaterThanOrEqualTo(0);
    assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
    assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=node");
    assertThat(certificate.getIssuerX500Principal().getName()).isEqualTo("CN=my ca");
    assertThat(certificate.getSubjectAlternativeNames()).hasSize(3);
    assertThat(certificate.getExtendedKeyUsage()).hasSize(2);
    certificate.checkValidity();
    assertThat(text).contains("BEGIN RSA PRIVATE KEY");
  }

  private static X509Certificate certificate(String text, int index) throws Exception {
    String[] blocks = text.split("(?=-----BEGIN CERTIFICATE-----)", -1);
    int first = blocks[0].isEmpty() ? 1 : 0;
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(
                new ByteArrayInputStream(
                    blocks[first + index].getBytes(StandardCharsets.US_ASCII)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ecdsa", "rsa-from-ca"})
  void usesGivenKeys(String type) throws Exception {
    String key = type.equals("ecdsa") ? "genPrivateKey \"ecdsa\"" : "(genCA \"x\" 1).Key";

    String text =
        execute(
            "{{ $key := "
                + key
                + " }}{{ $ca := genCAWithKey \"ca\" 10 $key }}"
                + "{{ (genSelfSignedCertWithKey \"self\" nil nil 10 $key).Cert }}"
                + "{{ (genSignedCertWithKey \"leaf\" nil (list \"a\") 10 $ca $key).Cert }}"
                + "{{ $ca.Cert }}{{ eq $key $ca.Key }}");

    X509Certificate self = certificate(text, 0);
    self.verify(self.getPublicKey());
    certificate(text, 1).verify(certificate(text, 2).getPublicKey());
    assertThat(text).endsWith("true");
  }

  @Test
  void rebuildsACertificateFromItsParts() {
    String text =
        execute(
            "{{ $ca := genCA \"x\" 1 }}{{ $c := buildCustomCert (b64enc $ca.Cert) (b64enc $ca.Key) }}"
                + "{{ and (eq $c.Cert $ca.Cert) (eq $c.Key $ca.Key) }}");

    assertThat(text).isEqualTo("true");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "genSelfSignedCert \"x\" (list \"nope\") nil 1 | error parsing ip: nope",
        "genSelfSignedCert \"x\" (list 1) nil 1 | error parsing ip: 1 is not a string",
        "genCAWithKey \"x\" 1 \"nope\" | parsing private key: no PEM data in input",
        "buildCustomCert \"!\" \"!\" | unable to decode base64 certificate",
        "genSignedCert \"x\" nil nil 1 \"ca\" | expected sprig.certificate; got string"
      })
  void saysWhatIsWrong(String call, String problem) {
    assertThatThrownBy(() -> execute("{{ " + call + " }}"))
        .isInstanceOf(LanguageException.class)
        .hasMessageContaining(problem);
  }

  private static String execute(String text) {
    return Template.compile("t", text, Sprig.functions()).execute(Map.of(), SLOW_MACHINE);
  }
}
