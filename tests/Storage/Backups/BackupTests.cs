using SalesGrains.AzureTables;
using SalesGrains.PostgreSql;
using SalesGrains.Sqlite;
using Xunit.Abstractions;

namespace SalesGrains.Backups;

public sealed class SqliteBackupTests(ITestOutputHelper output) : BackupConformance(new SqliteEngine(), new SqliteEngine(), output);

public sealed class PostgreSqlBackupTests(ITestOutputHelper output) : BackupConformance(new PostgreSqlEngine(), new PostgreSqlEngine(), output);

public sealed class SqliteToPostgreSqlTests(ITestOutputHelper output) : BackupConformance(new SqliteEngine(), new PostgreSqlEngine(), output);

public sealed class PostgreSqlToSqliteTests(ITestOutputHelper output) : BackupConformance(new PostgreSqlEngine(), new SqliteEngine(), output);

public sealed class AzureTablesBackupTests(ITestOutputHelper output) : BackupConformance(new AzureTablesEngine(), new AzureTablesEngine(), output);

public sealed class SqliteToAzureTablesTests(ITestOutputHelper output) : BackupConformance(new SqliteEngine(), new AzureTablesEngine(), output);

public sealed class AzureTablesToSqliteTests(ITestOutputHelper output) : BackupConformance(new AzureTablesEngine(), new SqliteEngine(), output);

[Trait("Tier", "Full")]
public sealed class PostgreSqlToAzureTablesTests(ITestOutputHelper output) : BackupConformance(new PostgreSqlEngine(), new AzureTablesEngine(), output);

[Trait("Tier", "Full")]
public sealed class AzureTablesToPostgreSqlTests(ITestOutputHelper output) : BackupConformance(new AzureTablesEngine(), new PostgreSqlEngine(), output);
