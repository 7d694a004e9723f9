using SalesGrains.Conformance;
using SalesGrains.Conformance.Documents;
using SalesGrains.Conformance.Entities;

namespace SalesGrains.PostgreSql;

public sealed class PostgreSqlEntityStoreTests() : EntityStoreConformance(new PostgreSqlEngine());

public sealed class PostgreSqlDocumentStorageTests() : DocumentStorageConformance(new PostgreSqlEngine());

public sealed class PostgreSqlFileStoreTests() : FileStoreConformance(new PostgreSqlEngine());

public sealed class PostgreSqlReminderTableTests() : ReminderTableConformance(new PostgreSqlEngine());

public sealed class PostgreSqlReleasedSchemaTests() : ReleasedSchemaConformance(new PostgreSqlEngine(), () => new PostgreSqlEngine());

public sealed class PostgreSqlMembershipTableTests() : MembershipTableConformance(new PostgreSqlEngine());
