package dev.understack.cluster.embedded;

import dev.understack.model.KubeObject;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceTypes;
import dev.understack.store.ObjectTable;
import dev.understack.store.ObjectTable.Query;
import dev.understack.store.ObjectTable.View;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Puts tokens into Secrets of type {@code kubernetes.io/service-account-token}. */
final class TokenSecrets {
  private static final String TYPE = "kubernetes.io/service-account-token";
  private final ObjectTable table;
  private final ObjectWrites writes;
  private final ServiceAccountTokens tokens;

  TokenSecrets(ObjectTable table, ObjectWrites writes, ServiceAccountTokens tokens) {
    this.table = table;
    this.writes = writes;
    this.tokens = tokens;
  }

  /** A Secret or a ServiceAccount was written, in whatever order. */
  void written(ObjectKey key, KubeObject object) {
    if (key.type().equals(ResourceTypes.SECRET)) {
      fill(key, object);
    } else if (key.type().equals(ResourceTypes.SERVICE_ACCOUNT)) {
      table
          .list(Query.all(ResourceTypes.SECRET, key.namespace(), View.WHOLE))
          .items()
          .forEach(secret -> fill(ObjectPreparation.key(ResourceTypes.SECRET, secret), secret));
    }
  }

  private void fill(ObjectKey key, KubeObject secret) {
    boolean wanted =
        secret.tree().path("type").asString("").equals(TYPE)
            && !secret.tree().path("data").has("token");
    if (!wanted) {
      return;
    }
    tokens
        .account(secret)
        .ifPresent(account ->
            writes.change(
                key, "", before -> filled(before, tokens.issue(account, before), account)));
  }

  private static KubeObject filled(KubeObject secret, String token, KubeObject account) {
    return secret.with(tree -> {
      tree.withObjectProperty("data")
          .put("token", base64(token))
          .put("namespace", base64(account.namespace()));
      tree.withObjectProperty("metadata")
          .withObjectProperty("annotations")
          .put("kubernetes.io/service-account.uid", account.uid());
    });
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
