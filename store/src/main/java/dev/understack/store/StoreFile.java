package dev.understack.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.Properties;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** The SQLite file: opens connections to it and says in plain words why it cannot be used. */
record StoreFile(Path path) {
  /** How long a connection waits for a lock. */
  static final int PATIENCE_MILLIS = 10_000;

  private static final int PAGE_BYTES = 16 * 1024;

  /**
   * A connection that may write; the caller is the only writer. Its commits survive the end of the
   * process, and that of the machine once {@link #flush} has returned.
   */
  Sql openWriter() throws SQLException {
    Sql sql = open();
    sql.execute("PRAGMA page_size=" + PAGE_BYTES);
    sql.first("PRAGMA journal_mode=WAL", row -> row.getString(1));
    sql.execute("PRAGMA synchronous=NORMAL");
    sql.execute("PRAGMA wal_autocheckpoint=0");
    sql.execute("PRAGMA cache_size=-65536");
    return sql;
  }

  /** A connection that may only read. */
  Sql openReader() throws SQLException {
    Sql sql = open();
    sql.execute("PRAGMA query_only=ON");
    sql.execute("PRAGMA cache_size=-8192");
    return sql;
  }

  /**
   * Brings what was committed to the disk. A flush through any descriptor covers the whole log, and
   * SQLite holds no locks on it that closing this one could release.
   *
   * @throws StoreUnavailableException when the disk refuses
   */
  void flush() {
    try (FileChannel log = FileChannel.open(Path.of(path + "-wal"), StandardOpenOption.WRITE)) {
      log.force(false);
    } catch (NoSuchFileException _) {
      // The last connection has copied the log into the file, flushed that, and removed the log.
    } catch (IOException e) {
      throw new StoreUnavailableException("store " + path + " cannot be flushed to disk: " + e, e);
    }
  }

  /** A channel to flush the file through. */
  FileChannel openChannel() {
    try {
      return FileChannel.open(path, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new StoreUnavailableException("store " + path + " cannot be opened: " + e, e);
    }
  }

  /** A connection for checkpoints. */
  Sql openCheckpointer() throws SQLException {
    Sql sql = open();
    sql.execute("PRAGMA synchronous=FULL");
    return sql;
  }

  private Sql open() throws SQLException {
    Properties options = new Properties();
    // Asking for the key after each insert would double the number of statements.
    options.setProperty(SQLiteConfig.Pragma.JDBC_GET_GENERATED_KEYS.pragmaName, "false");
    Sql sql = new Sql(JDBC.createConnection("jdbc:sqlite:" + path, options));
    sql.execute("PRAGMA busy_timeout=" + PATIENCE_MILLIS);
    return sql;
  }

  /** What a failure of SQLite means for whoever uses the store. */
  StoreUnavailableException unavailable(SQLException failure) {
    return new StoreUnavailableException("store " + path + " " + meaning(failure), failure);
  }

  /** Whether the statement is to blame, so that the transaction can go on without it. */
  static boolean isFaultOfStatement(SQLException failure) {
    int code = code(failure);
    return code == SQLiteErrorCode.SQLITE_CONSTRAINT.code
        || code == SQLiteErrorCode.SQLITE_TOOBIG.code
        || code == SQLiteErrorCode.SQLITE_MISMATCH.code;
  }

  /** The primary result code, without the extension in the higher bytes. */
  private static int code(SQLException failure) {
    return failure instanceof SQLiteException known ? known.getResultCode().code & 0xff : 0;
  }

  private static String meaning(SQLException failure) {
    int code = code(failure);
    if (code == SQLiteErrorCode.SQLITE_FULL.code) {
      return "cannot be written, the disk is full: free some space and writing goes on by itself";
    }
    if (code == SQLiteErrorCode.SQLITE_READONLY.code) {
      return "cannot be written, the file or its folder is read-only: give write permission";
    }
    if (code == SQLiteErrorCode.SQLITE_CANTOPEN.code) {
      return "cannot be opened: check that its folder exists and can be written";
    }
    if (code == SQLiteErrorCode.SQLITE_CORRUPT.code || code == SQLiteErrorCode.SQLITE_NOTADB.code) {
      return "is damaged or not a store: put a copy in its place, or move it away to start empty";
    }
    return "cannot be used: " + failure.getMessage();
  }
}
