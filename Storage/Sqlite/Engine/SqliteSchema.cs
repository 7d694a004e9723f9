using SalesGrains.Entities;
using SalesGrains.Entities.Stores;

namespace SalesGrains.Sqlite.Engine;

/// <summary>The tables, as a list of steps: a stored file is taken from its version to the newest. Never change a released step.</summary>
internal static class SqliteSchema
{
    /// <summary>
    /// History is appended, and found by one number (entity shifted left by 24 bits, plus version): kept in the order of entities
    /// instead, each commit would split pages and write two thirds more bytes.
    /// Pending marks have their own small rows, so that clearing one does not rewrite the entity.
    /// Row numbers of command keys rise with time, which is all that purging needs.
    /// </summary>
    private const string Step1 = """
        CREATE TABLE entity(
          row INTEGER PRIMARY KEY, org TEXT NOT NULL, part INTEGER NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL,
          version INTEGER NOT NULL, last_seq INTEGER NOT NULL, next_due INTEGER, recorded_at INTEGER NOT NULL,
          evolve INTEGER NOT NULL, min_reader INTEGER NOT NULL, hash BLOB NOT NULL, facts BLOB NOT NULL, lanes BLOB NOT NULL, state BLOB NOT NULL);
        CREATE UNIQUE INDEX entity_key ON entity(org, kind, id);
        CREATE INDEX entity_part ON entity(org, part);
        CREATE TABLE history(
          row INTEGER PRIMARY KEY, at INTEGER NOT NULL, first_seq INTEGER NOT NULL, last_seq INTEGER NOT NULL, recorded_at INTEGER NOT NULL,
          hash BLOB NOT NULL, content BLOB NOT NULL);
        CREATE UNIQUE INDEX history_at ON history(at);
        CREATE TABLE command(
          row INTEGER PRIMARY KEY, entity INTEGER NOT NULL, key TEXT NOT NULL, fingerprint TEXT NOT NULL,
          recorded_at INTEGER NOT NULL, stored_at INTEGER NOT NULL, outcome BLOB NOT NULL);
        CREATE UNIQUE INDEX command_key ON command(entity, key);
        CREATE TABLE pending(entity INTEGER PRIMARY KEY, since INTEGER NOT NULL);
        CREATE TABLE delivered(entity INTEGER PRIMARY KEY, etag INTEGER NOT NULL, lanes BLOB NOT NULL);
        CREATE TABLE organization(
          org TEXT PRIMARY KEY, etag INTEGER NOT NULL, name TEXT NOT NULL, sandbox INTEGER NOT NULL, generation INTEGER NOT NULL,
          parts INTEGER NOT NULL, shards INTEGER NOT NULL, zone TEXT NOT NULL, clock_real INTEGER NOT NULL, clock_virtual INTEGER NOT NULL,
          clock_rate TEXT NOT NULL, clock_version INTEGER NOT NULL, clock_jumping INTEGER NOT NULL,
          clock_resume_rate TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE counter(name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE dead_letter(
          row INTEGER PRIMARY KEY, org TEXT NOT NULL, id TEXT NOT NULL, source TEXT NOT NULL, target TEXT NOT NULL, payload TEXT,
          error TEXT NOT NULL, at INTEGER NOT NULL, closed INTEGER NOT NULL);
        CREATE UNIQUE INDEX dead_letter_id ON dead_letter(org, id);
        CREATE TABLE reminder(
          grain TEXT NOT NULL, name TEXT NOT NULL, hash INTEGER NOT NULL, start INTEGER NOT NULL, period INTEGER NOT NULL,
          etag TEXT NOT NULL, PRIMARY KEY(grain, name)) WITHOUT ROWID;
        CREATE INDEX reminder_start ON reminder(start);
        CREATE TABLE document(
          row INTEGER PRIMARY KEY, name TEXT NOT NULL, grain TEXT NOT NULL, etag INTEGER NOT NULL, data BLOB);
        CREATE UNIQUE INDEX document_key ON document(name, grain);
        """;

    /// <summary>When the store was restored from a backup, in the organisation's time.</summary>
    private const string Step2 = "ALTER TABLE organization ADD COLUMN restored_at INTEGER";

    private static readonly string[] Steps = [Step1, Step2];

    /// <summary>The version that this program writes.</summary>
    public static int Newest => Steps.Length;

    /// <summary>Brings a file to the newest version, in one transaction.</summary>
    /// <exception cref="NewerSchemaException">A newer program wrote it.</exception>
    public static void Migrate(SqliteSession session)
    {
        var stored = session.Number("PRAGMA user_version");
        if (stored > Newest)
        {
            throw new NewerSchemaException(stored, Newest);
        }

        if (stored == Newest)
        {
            return;
        }

        session.Script("BEGIN IMMEDIATE");
        for (var step = (int)stored; step < Newest; step++)
        {
            session.Script(Steps[step]);
        }

        session.Script($"PRAGMA user_version = {Newest}; COMMIT");
    }
}
