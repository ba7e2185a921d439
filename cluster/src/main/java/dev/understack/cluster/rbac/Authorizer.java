package dev.understack.cluster.rbac;

import dev.understack.cluster.ApiException;
import dev.understack.cluster.Identity;
import dev.understack.model.ResourceType;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Decides who may do what. Safe for several threads. */
public final class Authorizer {
  private final Supplier<RbacPolicy> compile;

  private final AtomicLong changes = new AtomicLong();

  /** The last compiled policy; any thread may compile a newer one. */
  private volatile @Nullable Compiled current;

  private record Compiled(long change, RbacPolicy policy) {}

  /**
   * @param compile reads the RBAC objects
   */
  public Authorizer(Supplier<RbacPolicy> compile) {
    this.compile = compile;
  }

  /** RBAC objects were changed; the next check reads them. */
  public void changed() {
    changes.incrementAndGet();
  }

  /** The policy in force. */
  public RbacPolicy policy() {
    long change = changes.get();
    Compiled compiled = current;
    if (compiled == null || compiled.change != change) {
      compiled = new Compiled(change, compile.get());
      current = compiled;
    }
    return compiled.policy;
  }

  /** Throws {@link ApiException} with reason Forbidden unless the identity may do this. */
  public void check(
      Identity identity,
      String verb,
      ResourceType type,
      String subresource,
      String namespace,
      String name) {
    Access access = new Access(verb, type.group(), type.plural(), subresource, namespace, name);
    if (!policy().allows(identity, access)) {
      throw ApiException.forbidden(type, name, access.refusal(identity));
    }
  }
}
