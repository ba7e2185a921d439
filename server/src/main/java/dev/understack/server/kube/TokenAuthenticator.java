package dev.understack.server.kube;

import dev.understack.cluster.Identity;
import dev.understack.cluster.embedded.ServiceAccountTokens;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/** Knows the administrator's token and the tokens of service accounts. */
public final class TokenAuthenticator implements Authenticator {
  private static final Identity ADMIN =
      new Identity("admin", List.of("system:masters", "system:authenticated"));
  private final byte[] adminToken;
  private final ServiceAccountTokens serviceAccounts;

  public TokenAuthenticator(String adminToken, ServiceAccountTokens serviceAccounts) {
    if (adminToken.isEmpty()) {
      throw new IllegalArgumentException("the administrator's token must not be empty");
    }
    this.adminToken = adminToken.getBytes(StandardCharsets.UTF_8);
    this.serviceAccounts = serviceAccounts;
  }

  @Override
  public Optional<Identity> identify(String token) {
    return MessageDigest.isEqual(adminToken, token.getBytes(StandardCharsets.UTF_8))
        ? Optional.of(ADMIN)
        : serviceAccounts.identify(token);
  }
}
