using System.Text.Json;
using System.Text.Json.Serialization;
using SalesGrains.Entities;

namespace SalesGrains.Organizations;

/// <summary>
/// A rep tells its organisation where in the tree it belongs: sent to <see cref="OrganizationKeys.Of"/> when a rep is created or changed.
/// </summary>
/// <param name="RepId">The rep.</param>
/// <param name="Name">Name.</param>
/// <param name="UnitId">Team or store.</param>
/// <param name="Active">False once the rep has left.</param>
public sealed record PlaceRep(string RepId, string Name, string UnitId, bool Active) : EffectBody
{
    /// <summary>Stored members that this version does not know; kept.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}
