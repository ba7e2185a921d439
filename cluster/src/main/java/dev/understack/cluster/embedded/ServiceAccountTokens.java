package dev.understack.cluster.embedded;

import dev.understack.cluster.Identity;
import dev.understack.model.Json;
import dev.understack.model.KubeObject;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceTypes;
import dev.understack.store.ObjectTable;
import dev.understack.store.ObjectTable.View;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Bearer tokens of service accounts: signed JSON web tokens that name the account and its uid. A
 * token ends with its time, with its account, and with the Secret that holds it. Safe for several
 * threads.
 */
public final class ServiceAccountTokens {
  private static final String ISSUER = "understack";
  private static final String HEADER = encode("{\"alg\":\"HS256\",\"typ\":\"JWT\"}");
  private static final Pattern DOT = Pattern.compile("\\.");

  private final ObjectTable table;
  private final byte[] key;
  private final Clock clock;

  ServiceAccountTokens(ObjectTable table, byte[] key, Clock clock) {
    this.table = table;
    this.key = key.clone();
    this.clock = clock;
  }

  /** A token of this account that is valid for a time. */
  public String issue(KubeObject account, Duration validity) {
    ObjectNode claims = claims(account);
    claims.put("exp", clock.instant().plus(validity).getEpochSecond());
    return sign(claims);
  }

  /** A token of this account that is valid as long as the Secret is there. */
  String issue(KubeObject account, KubeObject secret) {
    ObjectNode claims = claims(account);
    claims
        .withObjectProperty("kubernetes.io")
        .putObject("secret")
        .put("name", secret.name())
        .put("uid", secret.uid());
    return sign(claims);
  }

  /** Who presents this token; empty when it is not one of ours or no longer valid. */
  public Optional<Identity> identify(String token) {
    List<String> parts = DOT.splitAsStream(token).toList();
    if (parts.size() != 3 || !matches(parts)) {
      return Optional.empty();
    }
    try {
      JsonNode claims = Json.read(Base64.getUrlDecoder().decode(parts.get(1)));
      long expires = claims.path("exp").asLong(Long.MAX_VALUE);
      JsonNode bound = claims.path("kubernetes.io");
      String namespace = bound.path("namespace").asString("");
      JsonNode account = bound.path("serviceaccount");
      JsonNode secret = bound.path("secret");
      boolean valid =
          clock.instant().getEpochSecond() < expires
              && isThere(account.path("uid").asString(""))
              && (secret.isMissingNode() || isThere(secret.path("uid").asString("")));
      return valid
          ? Optional.of(Identity.serviceAccount(namespace, account.path("name").asString("")))
          : Optional.empty();
    } catch (IllegalArgumentException | JacksonException _) {
      return Optional.empty();
    }
  }

  /** The account of a token Secret, when both say so. */
  Optional<KubeObject> account(KubeObject secret) {
    String name = secret.annotations().getOrDefault("kubernetes.io/service-account.name", "");
    return name.isEmpty()
        ? Optional.empty()
        : table.find(
            new ObjectKey(ResourceTypes.SERVICE_ACCOUNT, secret.namespace(), name), View.WHOLE);
  }

  private boolean isThere(String uid) {
    return table.find(uid, View.WITHOUT_NODES).isPresent();
  }

  private ObjectNode claims(KubeObject account) {
    ObjectNode claims = JsonNodeFactory.instance.objectNode();
    claims
        .put("iss", ISSUER)
        .put("sub", Identity.serviceAccount(account.namespace(), account.name()).user())
        .put("iat", clock.instant().getEpochSecond());
    claims
        .putObject("kubernetes.io")
        .put("namespace", account.namespace())
        .putObject("serviceaccount")
        .put("name", account.name())
        .put("uid", account.uid());
    return claims;
  }

  private String sign(ObjectNode claims) {
    String content = HEADER + "." + encode(Json.write(claims));
    return content + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(mac(content));
  }

  private boolean matches(List<String> parts) {
    try {
      return MessageDigest.isEqual(
          mac(parts.get(0) + "." + parts.get(1)), Base64.getUrlDecoder().decode(parts.get(2)));
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private byte[] mac(String content) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(content.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String encode(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }
}
