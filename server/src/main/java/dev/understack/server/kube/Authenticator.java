package dev.understack.server.kube;

import dev.understack.cluster.Identity;
import java.util.Optional;

/** Tells who presents a bearer token. Safe for several threads. */
public interface Authenticator {

  /** The identity; empty when the token is not valid. */
  Optional<Identity> identify(String token);
}
