using SalesGrains.Conformance;
using SalesGrains.Conformance.Documents;
using SalesGrains.Conformance.Entities;

namespace SalesGrains.Sqlite;

public sealed class SqliteEntityStoreTests() : EntityStoreConformance(new SqliteEngine());

public sealed class SqliteDocumentStorageTests() : DocumentStorageConformance(new SqliteEngine());

public sealed class SqliteFileStoreTests() : FileStoreConformance(new SqliteEngine());

public sealed class SqliteReminderTableTests() : ReminderTableConformance(new SqliteEngine());

public sealed class SqliteReleasedSchemaTests() : ReleasedSchemaConformance(new SqliteEngine(), () => new SqliteEngine());
