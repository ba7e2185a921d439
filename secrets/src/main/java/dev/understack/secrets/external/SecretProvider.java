package dev.understack.secrets.external;

import java.util.List;

/**
 * Where secrets come from. Every method throws {@link ProviderException} when the provider cannot
 * be asked.
 */
interface SecretProvider {

  /**
   * A secret.
   *
   * @param version empty for the current one
   * @throws ProviderException.NoSecret when there is none
   */
  RemoteSecret read(String key, String version);

  /** The names of all secrets that can be read, sorted. */
  List<String> keys();
}
