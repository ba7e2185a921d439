package dev.understack.server.kube;

import dev.understack.cluster.ApiException;
import dev.understack.cluster.ApiException.Reason;
import dev.understack.cluster.Identity;
import dev.understack.cluster.rbac.Access;
import dev.understack.cluster.rbac.Authorizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Who makes a request: the owner of the token, or whom that owner may stand in for. */
final class Callers {
  private static final String BEARER = "Bearer ";
  private static final Pattern COLON = Pattern.compile(":");
  private final Authenticator authenticator;
  private final Authorizer authorizer;

  Callers(Authenticator authenticator, Authorizer authorizer) {
    this.authenticator = authenticator;
    this.authorizer = authorizer;
  }

  Identity of(Exchange exchange) {
    Identity owner =
        exchange
            .header("Authorization")
            .filter(value -> value.startsWith(BEARER))
            .flatMap(value -> authenticator.identify(value.substring(BEARER.length()).strip()))
            .orElseThrow(() -> new ApiException(Reason.UNAUTHORIZED, "Unauthorized"));
    String user = exchange.header("Impersonate-User").orElse("");
    return user.isEmpty()
        ? owner
        : impersonated(owner, user, exchange.headers("Impersonate-Group"));
  }

  private Identity impersonated(Identity owner, String user, List<String> groups) {
    List<String> parts = COLON.splitAsStream(user).toList();
    if (user.startsWith("system:serviceaccount:") && parts.size() == 4) {
      check(
          owner, new Access("impersonate", "", "serviceaccounts", "", parts.get(2), parts.get(3)));
      return Identity.serviceAccount(parts.get(2), parts.get(3));
    }
    check(owner, new Access("impersonate", "", "users", "", "", user));
    List<String> all = new ArrayList<>(groups);
    groups.forEach(g -> check(owner, new Access("impersonate", "", "groups", "", "", g)));
    all.add("system:authenticated");
    return new Identity(user, all);
  }

  private void check(Identity owner, Access access) {
    if (!authorizer.policy().allows(owner, access)) {
      throw new ApiException(
          Reason.FORBIDDEN,
          "%s \"%s\" is forbidden: %s"
              .formatted(access.resource(), access.name(), access.refusal(owner)));
    }
  }
}
