using System.Text;

namespace SalesGrains.Entities;

/// <summary>
/// Stands in front of every grain: a call that carries an organisation reaches only that organisation's grains. Keys are made from the
/// same principal, so this never refuses anything unless something else is broken.
/// </summary>
public sealed class OrganizationGuard : IIncomingGrainCallFilter
{
    /// <inheritdoc/>
    public Task Invoke(IIncomingGrainCallContext context)
    {
        if (context.Grain is IGrainWithStringKey && CallContext.Organization is { } caller && !Owns(caller, context.TargetId.Key.AsSpan()))
        {
            throw new OrganizationMismatchException($"A call of {caller} reached for {context.TargetId}.");
        }

        return context.Invoke();
    }

    /// <summary>Keys are <c>{org}|…</c>; a key without a bar names no organisation.</summary>
    private static bool Owns(string caller, ReadOnlySpan<byte> key)
    {
        var bar = key.IndexOf((byte)'|');
        return bar < 0 || Ascii.Equals(key[..bar], caller);
    }
}
