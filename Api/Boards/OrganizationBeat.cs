using System.Globalization;
using SalesGrains.Organizations;

namespace SalesGrains.Boards;

/// <summary>The clock of an organisation as frames and beats carry it: <c>[virtualNow, rate, clockVersion]</c>.</summary>
internal static class OrganizationBeat
{
    /// <summary>The clock at this moment; empty while this process does not know the organisation.</summary>
    public static object[] Of(OrganizationSnapshot? organization, DateTimeOffset real) => organization is null
        ? []
        :
        [
            organization.At(real).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            organization.Stored.Clock.Rate,
            organization.Stored.Clock.Version,
        ];
}
