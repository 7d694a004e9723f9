using System.Collections.Concurrent;
using SalesGrains.Organizations;

namespace SalesGrains.Accounts;

/// <summary>
/// Has the directory look at an organisation anew. All who ask while a look is under way share the one after it, so that any number of
/// wrong keys costs one look at a time.
/// </summary>
internal sealed class FreshLook(IOrganizationDirectory directory)
{
    private readonly ConcurrentDictionary<string, Looks> organizations = new(StringComparer.Ordinal);

    /// <summary>True after a look that began after this call; false when it failed.</summary>
    public Task<bool> Take(string org) => organizations.GetOrAdd(org, _ => new()).Next(() => Look(org));

    private async Task<bool> Look(string org)
    {
        try
        {
            await directory.Refresh(org);
            return true;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // What is kept is all that is known then.
            return false;
        }
    }

    private sealed class Looks
    {
        private readonly Lock gate = new();
        private Task<bool> running = Task.FromResult(true);
        private Task<bool>? waiting;

        public Task<bool> Next(Func<Task<bool>> look)
        {
            lock (gate)
            {
                return waiting ??= After(running, look);
            }
        }

        private async Task<bool> After(Task<bool> last, Func<Task<bool>> look)
        {
            await last;
            await Task.Yield();
            lock (gate)
            {
                (running, waiting) = (waiting!, null);
            }

            return await look();
        }
    }
}
