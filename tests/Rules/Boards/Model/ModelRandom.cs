namespace SalesGrains.Boards.Model;

/// <summary>Choices that a seed fixes.</summary>
internal sealed class ModelRandom(ulong seed)
{
    private readonly SplitMix64 numbers = new(seed);

    /// <summary>From 0 to <paramref name="count"/> − 1.</summary>
    public int Below(int count) => (int)(numbers.Next() % (ulong)count);

    public bool Chance(int percent) => Below(100) < percent;

    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];
}
