package dev.understack.cluster.embedded;

import dev.understack.cluster.ApiException;
import dev.understack.cluster.ApiException.Reason;
import dev.understack.cluster.ObjectApi.ObjectList;
import dev.understack.cluster.ObjectApi.Paging;
import dev.understack.cluster.ObjectApi.Selection;
import dev.understack.cluster.ObjectApi.WatchEvent;
import dev.understack.model.KubeObject;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceType;
import dev.understack.store.ExpiredVersionException;
import dev.understack.store.ObjectFeed;
import dev.understack.store.ObjectTable;
import dev.understack.store.ObjectTable.Page;
import dev.understack.store.ObjectTable.Place;
import dev.understack.store.ObjectTable.Query;
import dev.understack.store.ObjectTable.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads of objects, stored and made up, once it is settled that the caller may do them. */
final class ObjectReads {
  private static final int PAGE = 500;
  private final ObjectTable table;
  private final VirtualKinds virtual;

  ObjectReads(ObjectTable table, VirtualKinds virtual) {
    this.table = table;
    this.virtual = virtual;
  }

  Optional<KubeObject> find(ObjectKey key) {
    return table.find(key, View.WHOLE).or(() -> virtual.find(key));
  }

  ObjectList list(ResourceType type, String namespace, Selection selection, Paging paging) {
    SelectionFilter filter = SelectionFilter.of(selection);
    Optional<String> name = filter.name();
    if (name.isPresent() && !(type.namespaced() && namespace.isEmpty())) {
      return single(new ObjectKey(type, namespace, name.get()), filter);
    }
    ContinueToken token = ContinueToken.parse(paging.continueToken());
    Place after = token.after();
    String version = token.version();
    List<KubeObject> found = new ArrayList<>();
    boolean more = true;
    while (more && !isFull(found, paging)) {
      int limit = paging.limit() == 0 ? PAGE : Math.min(PAGE, paging.limit() - found.size());
      Page page = table.list(new Query(type, namespace, view(selection), after, limit));
      version = version.isEmpty() ? Long.toString(page.version()) : version;
      page.items().stream().filter(filter::matches).forEach(found::add);
      more = page.more();
      if (more) {
        KubeObject last = page.items().getLast();
        after = new Place(last.namespace(), last.name());
      }
    }
    if (!more) {
      virtual.list(type, namespace).stream().filter(filter::matches).forEach(found::add);
    }
    return new ObjectList(found, version, more ? new ContinueToken(version, after).text() : "");
  }

  EmbeddedWatch watch(
      ResourceType type,
      String namespace,
      Selection selection,
      String resourceVersion,
      Consumer<WatchEvent> consumer) {
    SelectionFilter filter = SelectionFilter.of(selection);
    long after = version(resourceVersion);
    try {
      ObjectFeed feed = table.changes(type, namespace, after, view(selection));
      WatchFilter events = new WatchFilter(filter, after == 0 ? 0 : table.version());
      if (after > 0 && !filter.isEmpty()) {
        list(type, namespace, selection.withoutNodes(), new Paging(0, ""))
            .items()
            .forEach(events::alreadyTold);
      }
      EmbeddedWatch watch = new EmbeddedWatch(type, feed, events, consumer);
      watch.start(virtual.of(type), namespace, after);
      return watch;
    } catch (ExpiredVersionException e) {
      ApiException expired = new ApiException(Reason.GONE, String.valueOf(e.getMessage()));
      expired.initCause(e);
      throw expired;
    }
  }

  private ObjectList single(ObjectKey key, SelectionFilter filter) {
    long version = table.version();
    return new ObjectList(
        find(key).filter(filter::matches).stream().toList(), Long.toString(version));
  }

  private static boolean isFull(List<KubeObject> found, Paging paging) {
    return paging.limit() > 0 && found.size() >= paging.limit();
  }

  private static View view(Selection selection) {
    return selection.nodes() ? View.WHOLE : View.WITHOUT_NODES;
  }

  /** As in Kubernetes, 0 means any version, so that the watch starts with what is there. */
  private static long version(String text) {
    try {
      return text.isEmpty() ? 0 : Long.parseUnsignedLong(text);
    } catch (NumberFormatException _) {
      throw new ApiException(
          Reason.BAD_REQUEST, "resourceVersion: Invalid value: \"" + text + "\"");
    }
  }
}
