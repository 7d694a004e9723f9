using SalesGrains.Conformance;

namespace SalesGrains.Sqlite;

public sealed class SqliteEntityStoreTests() : EntityStoreConformance(new SqliteEngine());

public sealed class SqliteDocumentStorageTests() : DocumentStorageConformance(new SqliteEngine());

public sealed class SqliteReminderTableTests() : ReminderTableConformance(new SqliteEngine());

public sealed class SqliteReleasedSchemaTests() : ReleasedSchemaConformance(new SqliteEngine(), () => new SqliteEngine());
