namespace SalesGrains.PostgreSql.Engine;

/// <summary>
/// What Microsoft.Orleans.Clustering.AdoNet needs of a database. The package reads its statements from the table OrleansQuery; which
/// there are, with which parameters and columns, is its contract. The statements are this project's own, one atomic statement each: the
/// table's version moves together with the row, or neither does.
/// </summary>
internal static class MembershipTables
{
    private const string Silo = "DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation";

    private const string Moved = """
        UPDATE OrleansMembershipVersionTable SET Timestamp = now(), Version = Version + 1
        WHERE DeploymentId = @DeploymentId AND Version = @Version
        """;

    private const string Rows = """
        SELECT v.DeploymentId, m.Address, m.Port, m.Generation, m.SiloName, m.HostName, m.Status, m.ProxyPort, m.SuspectTimes,
          m.StartTime, m.IAmAliveTime, v.Version
        FROM OrleansMembershipVersionTable v LEFT JOIN OrleansMembershipTable m ON m.DeploymentId = v.DeploymentId
        """;

    public const string Step1 = $"""

        CREATE TABLE OrleansQuery(QueryKey text PRIMARY KEY, QueryText text NOT NULL);
        CREATE TABLE OrleansMembershipVersionTable(
          DeploymentId text COLLATE "C" PRIMARY KEY, Timestamp timestamptz NOT NULL DEFAULT now(), Version integer NOT NULL DEFAULT 0);
        CREATE TABLE OrleansMembershipTable(
          DeploymentId text COLLATE "C" NOT NULL, Address text COLLATE "C" NOT NULL, Port integer NOT NULL, Generation integer NOT NULL,
          SiloName text NOT NULL, HostName text NOT NULL, Status integer NOT NULL, ProxyPort integer NOT NULL, SuspectTimes text,
          StartTime timestamptz NOT NULL, IAmAliveTime timestamptz NOT NULL,
          PRIMARY KEY(DeploymentId, Address, Port, Generation),
          FOREIGN KEY(DeploymentId) REFERENCES OrleansMembershipVersionTable);
        INSERT INTO OrleansQuery VALUES
        ('InsertMembershipVersionKey', $q$
          WITH added AS (INSERT INTO OrleansMembershipVersionTable(DeploymentId) VALUES(@DeploymentId) ON CONFLICT DO NOTHING RETURNING 1)
          SELECT count(*)::integer FROM added$q$),
        ('MembershipReadAllKey', $q$
          {Rows} WHERE v.DeploymentId = @DeploymentId$q$),
        ('MembershipReadRowKey', $q$
          {Rows} AND m.Address = @Address AND m.Port = @Port AND m.Generation = @Generation WHERE v.DeploymentId = @DeploymentId$q$),
        ('InsertMembershipKey', $q$
          WITH moved AS ({Moved} AND NOT EXISTS (SELECT 1 FROM OrleansMembershipTable WHERE {Silo}) RETURNING 1),
          added AS (
            INSERT INTO OrleansMembershipTable(DeploymentId, Address, Port, Generation, SiloName, HostName, Status, ProxyPort, StartTime, IAmAliveTime)
            SELECT @DeploymentId, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime FROM moved
            RETURNING 1)
          SELECT count(*)::integer FROM added$q$),
        ('UpdateMembershipKey', $q$
          WITH moved AS ({Moved} AND EXISTS (SELECT 1 FROM OrleansMembershipTable WHERE {Silo}) RETURNING 1),
          changed AS (
            UPDATE OrleansMembershipTable SET Status = @Status, SuspectTimes = @SuspectTimes, IAmAliveTime = @IAmAliveTime FROM moved
            WHERE {Silo} RETURNING 1)
          SELECT count(*)::integer FROM changed$q$),
        ('UpdateIAmAlivetimeKey', $q$
          UPDATE OrleansMembershipTable SET IAmAliveTime = @IAmAliveTime WHERE {Silo}$q$),
        ('GatewaysQueryKey', $q$
          SELECT Address, ProxyPort, Generation FROM OrleansMembershipTable
          WHERE DeploymentId = @DeploymentId AND Status = @Status AND ProxyPort > 0$q$),
        ('DeleteMembershipTableEntriesKey', $q$
          WITH silos AS (DELETE FROM OrleansMembershipTable WHERE DeploymentId = @DeploymentId)
          DELETE FROM OrleansMembershipVersionTable WHERE DeploymentId = @DeploymentId$q$),
        ('CleanupDefunctSiloEntriesKey', $q$
          DELETE FROM OrleansMembershipTable WHERE DeploymentId = @DeploymentId AND IAmAliveTime < @IAmAliveTime AND Status = 6$q$),
        ('CleanupDefunctSiloEntryKey', $q$
          DELETE FROM OrleansMembershipTable WHERE {Silo} AND Status = 6 AND StartTime = @StartTime AND IAmAliveTime = @IAmAliveTime
            AND SuspectTimes IS NOT DISTINCT FROM @SuspectTimes$q$);
        """;
}
