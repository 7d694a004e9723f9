using SalesGrains.PostgreSql;
using SalesGrains.Sqlite;
using Xunit.Abstractions;

namespace SalesGrains.Backups;

public sealed class SqliteBackupTests(ITestOutputHelper output) : BackupConformance(new SqliteEngine(), new SqliteEngine(), output);

public sealed class PostgreSqlBackupTests(ITestOutputHelper output) : BackupConformance(new PostgreSqlEngine(), new PostgreSqlEngine(), output);

public sealed class SqliteToPostgreSqlTests(ITestOutputHelper output) : BackupConformance(new SqliteEngine(), new PostgreSqlEngine(), output);

public sealed class PostgreSqlToSqliteTests(ITestOutputHelper output) : BackupConformance(new PostgreSqlEngine(), new SqliteEngine(), output);
