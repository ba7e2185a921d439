package dev.understack.operations.openstack;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Tokens in memory until shortly before they expire, by the request that got them; a log-in costs
 * Keystone half a second. Safe for many threads.
 */
public final class TokenCache {
  private final Map<String, Token> tokens = new ConcurrentHashMap<>();

  Token get(String key, Instant now, Supplier<Token> request) {
    Token cached = tokens.get(key);
    if (cached != null && cached.isUsableAt(now)) {
      return cached;
    }
    Token fresh = request.get();
    tokens.put(key, fresh);
    return fresh;
  }

  /** Forgets a token that a service refused. */
  void drop(String key, Token refused) {
    tokens.remove(key, refused);
  }
}
