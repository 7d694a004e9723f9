namespace SalesGrains.Entities.Stores;

/// <summary>Names under which grains ask for storage.</summary>
public static class StorageNames
{
    /// <summary>Small grains that keep one document: <c>[PersistentState("name", StorageNames.Documents)]</c>.</summary>
    public const string Documents = "documents";
}
