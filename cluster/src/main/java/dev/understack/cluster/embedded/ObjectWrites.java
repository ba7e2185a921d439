package dev.understack.cluster.embedded;

import dev.understack.cluster.ApiException;
import dev.understack.cluster.ApiException.Reason;
import dev.understack.cluster.Identity;
import dev.understack.cluster.ObjectApi.DeleteOptions;
import dev.understack.cluster.ObjectApi.Patch;
import dev.understack.model.KubeObject;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceType;
import dev.understack.model.ResourceTypes;
import dev.understack.store.ObjectConflictException;
import dev.understack.store.ObjectConflictException.Found;
import dev.understack.store.ObjectTable;
import dev.understack.store.ObjectTable.View;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes of objects, once it is settled that the caller may do them. Safe for several threads. */
final class ObjectWrites {
  private static final int ATTEMPTS_AT_NAMES = 8;
  private static final int ATTEMPTS_AT_CHANGES = 100;

  private final Identity caller;
  private final ObjectTable table;
  private final StoredObjects stored;
  private final ObjectPreparation preparation;
  private final ObjectRules rules;
  private final Namespaces namespaces;
  private final WriteListener listener;

  ObjectWrites(
      Identity caller,
      ObjectTable table,
      StoredObjects stored,
      ObjectPreparation preparation,
      ObjectRules rules,
      Namespaces namespaces,
      WriteListener listener) {
    this.caller = caller;
    this.table = table;
    this.stored = stored;
    this.preparation = preparation;
    this.rules = rules;
    this.namespaces = namespaces;
    this.listener = listener;
  }

  /** The same writes on behalf of somebody, for whoever judges them. */
  ObjectWrites by(Identity other) {
    return new ObjectWrites(other, table, stored, preparation, rules, namespaces, listener);
  }

  /** Hears of durable writes. */
  interface WriteListener {
    void written(ObjectKey key, KubeObject object);

    void deleted(ObjectKey key, KubeObject object);
  }

  KubeObject create(ResourceType type, KubeObject given) {
    for (int attempt = 1; ; attempt++) {
      KubeObject object = preparation.toCreate(type, given);
      rules.check(caller, type, object, Optional.empty());
      if (stored.isDurable()) {
        namespaces.require(type, object, this);
      }
      ObjectKey key = ObjectPreparation.key(type, object);
      try {
        KubeObject created = stored.create(key, object);
        written(key, created);
        return created;
      } catch (ObjectConflictException _) {
        boolean generated = given.name().isEmpty();
        if (!generated || attempt == ATTEMPTS_AT_NAMES) {
          throw ApiException.alreadyExists(key);
        }
      }
    }
  }

  void createIfAbsent(ResourceType type, KubeObject object) {
    try {
      create(type, object);
    } catch (ApiException e) {
      if (e.reason() != Reason.ALREADY_EXISTS) {
        throw e;
      }
    }
  }

  /** Creates the object that a server-side apply describes. */
  KubeObject createApplied(ObjectKey key, Patch patch) {
    ObjectNode empty = JsonNodeFactory.instance.objectNode();
    KubeObject applied = Patches.apply(KubeObject.of(empty), key, patch, preparation.now());
    return create(key.type(), applied);
  }

  KubeObject update(ObjectKey key, KubeObject given) {
    return change(
        key,
        given.resourceVersion(),
        before -> {
          checkUid(key, given.uid(), before);
          return preparation.toUpdate(key.type(), given, before);
        });
  }

  KubeObject updateStatus(ObjectKey key, KubeObject given) {
    return change(
        key,
        given.resourceVersion(),
        before -> {
          checkUid(key, given.uid(), before);
          return before.withStatus(given.status());
        });
  }

  KubeObject patch(ObjectKey key, Patch patch) {
    String asked = patch.body().path("metadata").path("resourceVersion").asString("");
    return change(
        key,
        asked,
        before -> {
          KubeObject patched = Patches.apply(before, key, patch, preparation.now());
          checkIdentity(key, patched, before);
          return patch.subresource().equals("status")
              ? before.withStatus(patched.status())
              : preparation.toUpdate(key.type(), patched, before);
        });
  }

  void delete(ObjectKey key, DeleteOptions options) {
    for (int attempt = 1; ; attempt++) {
      KubeObject before = current(key);
      options.uid().ifPresent(uid -> checkUid(key, uid, before));
      try {
        KubeObject marked = Deletion.mark(key, before, options, preparation.now());
        if (marked.finalizers().isEmpty()) {
          stored.delete(key, before);
          deleted(key, before);
        } else if (!SameJson.same(marked.tree(), before.tree())) {
          written(key, stored.replace(key, before, marked));
        }
        return;
      } catch (ObjectConflictException e) {
        giveUpOrTryAgain(key, e, attempt);
      }
    }
  }

  /** Changes an object; tries again when it changed in between, unless a version was asked for. */
  KubeObject change(ObjectKey key, String askedVersion, UnaryOperator<KubeObject> edit) {
    for (int attempt = 1; ; attempt++) {
      KubeObject before = current(key);
      if (!askedVersion.isEmpty() && !askedVersion.equals(before.resourceVersion())) {
        throw ApiException.conflict(key);
      }
      KubeObject after = edit.apply(before);
      if (SameJson.same(after.tree(), before.tree())) {
        return before;
      }
      rules.check(caller, key.type(), after, Optional.of(before));
      try {
        return write(key, before, after);
      } catch (ObjectConflictException e) {
        giveUpOrTryAgain(key, e, askedVersion.isEmpty() ? attempt : ATTEMPTS_AT_CHANGES);
      }
    }
  }

  /** Stores a change; an object that waits for nothing but its last finalizer goes with it. */
  private KubeObject write(ObjectKey key, KubeObject before, KubeObject after) {
    if (after.deletionTimestamp().isPresent() && after.finalizers().isEmpty()) {
      stored.delete(key, before);
      deleted(key, after);
      return after;
    }
    KubeObject written = stored.replace(key, before, after);
    written(key, written);
    return written;
  }

  private KubeObject current(ObjectKey key) {
    return table.find(key, View.WITHOUT_NODES).orElseThrow(() -> ApiException.notFound(key));
  }

  private void written(ObjectKey key, KubeObject object) {
    if (stored.isDurable()) {
      listener.written(key, object);
    }
  }

  private void deleted(ObjectKey key, KubeObject object) {
    if (stored.isDurable()) {
      listener.deleted(key, object);
    }
  }

  private static void giveUpOrTryAgain(ObjectKey key, ObjectConflictException e, int attempt) {
    if (e.found() == Found.NOTHING) {
      throw ApiException.notFound(key);
    }
    if (attempt >= ATTEMPTS_AT_CHANGES) {
      throw ApiException.conflict(key);
    }
  }

  private static void checkUid(ObjectKey key, String expected, KubeObject found) {
    if (!expected.isEmpty() && !expected.equals(found.uid())) {
      throw ApiException.conflict(
          key,
          "Precondition failed: UID in precondition: %s, UID in object meta: %s"
              .formatted(expected, found.uid()));
    }
  }

  private static void checkIdentity(ObjectKey key, KubeObject patched, KubeObject before) {
    if (!patched.name().equals(key.name())) {
      throw new ApiException(
          Reason.BAD_REQUEST,
          "the name of the object (%s) does not match the name on the URL (%s)"
              .formatted(patched.name(), key.name()));
    }
    if (!patched.namespace().equals(before.namespace())) {
      throw new ApiException(
          Reason.BAD_REQUEST,
          "the namespace of the object (%s) does not match the namespace on the request (%s)"
              .formatted(patched.namespace(), key.namespace()));
    }
    if (!ResourceTypes.of(patched).equals(Optional.of(key.type()))) {
      throw new ApiException(
          Reason.BAD_REQUEST,
          "%s in version \"%s\" cannot be handled as a %s"
              .formatted(patched.kind(), patched.apiVersion(), key.type().kind()));
    }
  }
}
