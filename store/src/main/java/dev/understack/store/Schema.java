package dev.understack.store;

import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;

/** The tables, and how older files are brought up to date. */
final class Schema {
  private static final Pattern SEMICOLON = Pattern.compile(";");

  /** One text per version; a released text is never changed, only followed by another. */
  private static final List<String> VERSIONS =
      List.of(
          """
          CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;

          CREATE TABLE bus (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            position INTEGER NOT NULL DEFAULT 0);
          CREATE TABLE stream (
            id INTEGER PRIMARY KEY,
            bus INTEGER NOT NULL REFERENCES bus,
            source TEXT NOT NULL,
            subject TEXT NOT NULL,
            type TEXT NOT NULL,
            UNIQUE (bus, source, subject, type));
          CREATE TABLE event (
            sequence INTEGER PRIMARY KEY,
            stream INTEGER NOT NULL REFERENCES stream,
            id TEXT NOT NULL,
            time INTEGER NOT NULL,
            dedup_key TEXT,
            data TEXT NOT NULL);
          CREATE INDEX event_stream ON event (stream, sequence);
          CREATE TABLE event_id_index (
            hash INTEGER, id INTEGER, PRIMARY KEY (hash, id)) WITHOUT ROWID;
          CREATE TABLE event_key_index (
            hash INTEGER, id INTEGER, PRIMARY KEY (hash, id)) WITHOUT ROWID;

          CREATE TABLE decision (
            bus INTEGER NOT NULL REFERENCES bus,
            sequence INTEGER NOT NULL,
            verdicts TEXT NOT NULL,
            PRIMARY KEY (bus, sequence)) WITHOUT ROWID;
          CREATE TABLE sensor_state (
            bus INTEGER NOT NULL REFERENCES bus,
            sensor TEXT NOT NULL,
            state TEXT NOT NULL,
            PRIMARY KEY (bus, sensor)) WITHOUT ROWID;

          CREATE TABLE action (
            id INTEGER PRIMARY KEY,
            key TEXT NOT NULL,
            sensor TEXT NOT NULL,
            trigger_name TEXT NOT NULL,
            event_ids TEXT NOT NULL,
            request TEXT NOT NULL,
            state TEXT NOT NULL,
            attempts INTEGER NOT NULL DEFAULT 0,
            created INTEGER NOT NULL,
            due INTEGER NOT NULL,
            last_error TEXT NOT NULL DEFAULT '',
            result TEXT,
            finished INTEGER);
          CREATE INDEX action_pending ON action (id) WHERE state = 'PENDING';
          CREATE INDEX action_dead ON action (id) WHERE state = 'DEAD';
          CREATE TABLE action_key_index (
            hash INTEGER, id INTEGER, PRIMARY KEY (hash, id)) WITHOUT ROWID;
          CREATE TABLE action_event_index (
            hash INTEGER, id INTEGER, PRIMARY KEY (hash, id)) WITHOUT ROWID;

          CREATE TABLE object (
            api_group TEXT NOT NULL,
            kind TEXT NOT NULL,
            namespace TEXT NOT NULL,
            name TEXT NOT NULL,
            uid TEXT NOT NULL UNIQUE,
            version INTEGER NOT NULL UNIQUE,
            created INTEGER NOT NULL,
            body NOT NULL,
            status TEXT,
            PRIMARY KEY (api_group, kind, namespace, name));
          CREATE TABLE object_owner (
            owner TEXT NOT NULL,
            object TEXT NOT NULL,
            PRIMARY KEY (owner, object)) WITHOUT ROWID;
          CREATE TABLE deletion (
            version INTEGER PRIMARY KEY,
            created INTEGER NOT NULL,
            api_group TEXT NOT NULL,
            kind TEXT NOT NULL,
            namespace TEXT NOT NULL,
            uid TEXT NOT NULL,
            body NOT NULL);

          CREATE TABLE run (
            id INTEGER PRIMARY KEY,
            workflow TEXT NOT NULL UNIQUE,
            state TEXT NOT NULL,
            finished INTEGER NOT NULL);
          CREATE INDEX run_unfinished ON run (id) WHERE finished = 0;
          CREATE TABLE node (
            run INTEGER NOT NULL REFERENCES run,
            id TEXT NOT NULL,
            status TEXT NOT NULL,
            detail TEXT NOT NULL,
            PRIMARY KEY (run, id)) WITHOUT ROWID;

          CREATE TABLE external_change (
            id INTEGER PRIMARY KEY,
            workflow TEXT NOT NULL,
            node TEXT NOT NULL,
            system TEXT NOT NULL,
            kind TEXT NOT NULL,
            object TEXT NOT NULL,
            action TEXT NOT NULL,
            summary TEXT NOT NULL,
            at INTEGER NOT NULL);
          CREATE INDEX external_change_workflow ON external_change (workflow, node);
          CREATE INDEX external_change_object ON external_change (object, kind);
          """);

  private Schema() {}

  /** Brings a file up to date, one transaction per version. */
  static void migrate(Sql sql, StoreFile file) throws SQLException {
    long found = sql.number("PRAGMA user_version");
    if (found > VERSIONS.size()) {
      throw new StoreUnavailableException(
          "store %s has version %d, this program knows versions up to %d: use a newer program"
              .formatted(file.path(), found, VERSIONS.size()));
    }
    for (int version = (int) found; version < VERSIONS.size(); version++) {
      sql.execute("BEGIN IMMEDIATE");
      for (String statement : SEMICOLON.splitAsStream(VERSIONS.get(version)).toList()) {
        if (!statement.isBlank()) {
          sql.execute(statement);
        }
      }
      sql.execute("PRAGMA user_version=" + (version + 1));
      sql.execute("COMMIT");
    }
  }
}
