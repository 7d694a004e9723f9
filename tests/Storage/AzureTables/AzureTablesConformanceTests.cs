using SalesGrains.Conformance;
using SalesGrains.Conformance.Documents;
using SalesGrains.Conformance.Entities;

namespace SalesGrains.AzureTables;

public sealed class AzureTablesEntityStoreTests() : EntityStoreConformance(new AzureTablesEngine());

public sealed class AzureTablesDocumentStorageTests() : DocumentStorageConformance(new AzureTablesEngine());

public sealed class AzureTablesFileStoreTests() : FileStoreConformance(new AzureTablesEngine());

public sealed class AzureTablesReminderTableTests() : ReminderTableConformance(new AzureTablesEngine());

public sealed class AzureTablesReleasedSchemaTests() : ReleasedSchemaConformance(new AzureTablesEngine(), () => new AzureTablesEngine());

public sealed class AzureTablesMembershipTableTests() : MembershipTableConformance(new AzureTablesEngine());
