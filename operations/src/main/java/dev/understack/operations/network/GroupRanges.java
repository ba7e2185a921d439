package dev.understack.operations.network;

import dev.understack.operations.OperationFailedException;
import dev.understack.operations.OperationRun;
import dev.understack.operations.json.Trees;
import dev.understack.operations.nautobot.NautobotClient;
import dev.understack.operations.nautobot.NautobotEndpoint;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What one segment range is in the UCVNI groups of Nautobot. A note with the range's id, on the
 * group that has it, remembers what it was; so a range that got another name leaves the group that
 * it was in.
 */
final class GroupRanges {
  private final OperationRun run;
  private final NautobotClient nautobot;
  private final String rangeId;

  GroupRanges(OperationRun run, NautobotClient nautobot, String rangeId) {
    this.run = run;
    this.nautobot = nautobot;
    this.rangeId = rangeId;
  }

  /** Brings the groups in step with {@code wanted}; the exit code. */
  int follow(SegmentRange wanted) {
    JsonNode group = named(wanted.name());
    Optional<JsonNode> note = nautobot.get(NautobotEndpoint.NOTES, rangeId);
    if (note.isPresent() && isOnAnother(note.get(), group)) {
      leave(note.get());
      note = Optional.empty();
    }
    Optional<String> remembered = note.flatMap(GroupRanges::text);
    change(group, remembered, wanted.bounds());
    remember(group, remembered, wanted.bounds());
    return 0;
  }

  private JsonNode named(String name) {
    return nautobot
        .get(NautobotEndpoint.UCVNI_GROUPS, name)
        .or(() -> nautobot.find(NautobotEndpoint.UCVNI_GROUPS, Map.of("name", name)))
        .orElseThrow(
            () -> new OperationFailedException("No UCVNI group found for segment {" + name + "}"));
  }

  private static boolean isOnAnother(JsonNode note, JsonNode group) {
    return Trees.text(note, "assigned_object_id")
        .filter(id -> !id.equals(group.path("id").asString()))
        .isPresent();
  }

  /** The range is no longer in the group that the note is on. */
  private void leave(JsonNode note) {
    Trees.text(note, "assigned_object_id")
        .flatMap(id -> nautobot.get(NautobotEndpoint.UCVNI_GROUPS, id))
        .ifPresent(former -> change(former, text(note), Optional.empty()));
    nautobot.deleteAll(NautobotEndpoint.NOTES, List.of(rangeId));
  }

  private void change(JsonNode group, Optional<String> remembered, Optional<String> wanted) {
    VniRanges now = VniRanges.of(group.path("range").asString(""));
    VniRanges next = adjusted(now, remembered, wanted);
    String id = group.path("id").asString();
    if (next.equals(now)) {
      nautobot.unchanged(NautobotEndpoint.UCVNI_GROUPS, id);
      return;
    }
    nautobot.update(
        NautobotEndpoint.UCVNI_GROUPS, id, Trees.object().put("range", next.toString()));
    run.log().info("range of UCVNI group " + group.path("name").asString("") + " is now " + next);
  }

  /** What was remembered goes, what is wanted comes; the same range stays where it is. */
  static VniRanges adjusted(VniRanges now, Optional<String> remembered, Optional<String> wanted) {
    if (remembered.isPresent() && !remembered.equals(wanted)) {
      return now.minus(remembered.get()).plus(wanted.orElse(""));
    }
    return now.plus(wanted.orElse(""));
  }

  private void remember(JsonNode group, Optional<String> remembered, Optional<String> wanted) {
    if (remembered.equals(wanted)) {
      return;
    }
    if (wanted.isEmpty()) {
      nautobot.deleteAll(NautobotEndpoint.NOTES, List.of(rangeId));
    } else if (remembered.isEmpty()) {
      nautobot.addNote(
          NautobotEndpoint.UCVNI_GROUPS,
          group.path("id").asString(),
          Trees.object().put("id", rangeId).put("note", wanted.get()));
    } else {
      nautobot.update(NautobotEndpoint.NOTES, rangeId, Trees.object().put("note", wanted.get()));
    }
  }

  private static Optional<String> text(JsonNode note) {
    return Trees.text(note, "note");
  }
}
