namespace SalesGrains.Boards;

/// <summary>Tests that hold a bound on time run when no other does: what they find is then the program's, not their neighbours'.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Undisturbed
{
    /// <summary>The collection's name.</summary>
    public const string Name = "undisturbed";
}
