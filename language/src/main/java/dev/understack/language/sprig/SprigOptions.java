package dev.understack.language.sprig;

import dev.understack.language.Limits;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What sprig's functions may see of the machine.
 *
 * @param environment variables for {@code env} and {@code expandenv}; null refuses both
 * @param hosts resolves names for {@code getHostByName}; null refuses it
 * @param clock the present time
 * @param zone what Go calls the local zone
 * @param limits the size of one result
 */
public record SprigOptions(
    @Nullable Map<String, String> environment,
    @Nullable HostResolver hosts,
    InstantSource clock,
    ZoneId zone,
    Limits limits) {

  /** Refuses the environment and the network; the machine's clock, UTC. */
  public static final SprigOptions CLOSED =
      new SprigOptions(null, null, InstantSource.system(), ZoneId.of("UTC"), Limits.DEFAULT);

  public SprigOptions {
    environment = environment == null ? null : Map.copyOf(environment);
  }

  /** Finds the addresses of a host. */
  @FunctionalInterface
  public interface HostResolver {
    /** One address of the host; throws {@link dev.understack.language.FunctionException}. */
    String address(String host);
  }
}
