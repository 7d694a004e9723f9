using System.Collections.Immutable;

namespace SalesGrains.Checking;

/// <summary>
/// Whether what clients saw can be explained (K18): each entity is one object whose commits stand in one order, each operation takes
/// effect at one moment between its beginning and its answer, and a read shows the fold of the commits before it. Pure.
/// </summary>
internal static class HistoryRules
{
    /// <summary>What nothing explains; nothing, if all is well.</summary>
    public static IEnumerable<string> Faults(IEnumerable<Step> steps, IEnumerable<Committed> commits)
    {
        var stored = commits.ToLookup(commit => commit.Entity);
        var asked = steps.ToLookup(step => step.Entity);
        foreach (var entity in asked.Select(group => group.Key).Union(stored.Select(group => group.Key)))
        {
            foreach (var fault in Faults([.. asked[entity]], [.. stored[entity].OrderBy(commit => commit.Version)]))
            {
                yield return $"{entity}: {fault}";
            }
        }
    }

    private static IEnumerable<string> Faults(ImmutableArray<Step> steps, ImmutableArray<Committed> commits)
    {
        var byKey = commits.Where(commit => commit.Key is not null).ToLookup(commit => commit.Key!);
        return Numbers(commits)
            .Concat(Effects(commits))
            .Concat(steps.Where(step => step.Key is not null).SelectMany(step => Outcome(step, [.. byKey[step.Key!]])))
            .Concat(NobodyAsked(steps, byKey))
            .Concat(Values(steps, commits))
            .Concat(OlderThanKnown(steps, byKey))
            .Concat(BeforeItWasAsked(steps, commits));
    }

    private static IEnumerable<string> Numbers(ImmutableArray<Committed> commits) =>
        commits.Where((commit, i) => commit.Version != i + 1).Take(1).Select(commit => $"version {commit.Version} is not the next one");

    /// <summary>What another entity's commit called for is done once.</summary>
    private static IEnumerable<string> Effects(ImmutableArray<Committed> commits) =>
        commits.SelectMany(commit => commit.Causes.Distinct()).GroupBy(cause => cause).Where(cause => cause.Count() > 1)
            .Select(cause => $"effect {cause.Key} was done {cause.Count()} times");

    private static IEnumerable<string> Outcome(Step step, ImmutableArray<Committed> commits)
    {
        var done = commits.Where(commit => commit.Accepted).ToList();
        if (done.Count > 1)
        {
            yield return $"{step} was done {done.Count} times";
        }
        else if (step.Outcome == Outcomes.Ok && done.Count == 0)
        {
            yield return $"{step} was acknowledged and is lost";
        }
        else if (step.Outcome == Outcomes.Ok && done[0].Version != step.Version)
        {
            yield return $"{step} stands at version {done[0].Version}";
        }
        else if (step.Outcome == Outcomes.Failed && done.Count > 0)
        {
            yield return $"{step} was refused and is done";
        }
    }

    private static IEnumerable<string> NobodyAsked(ImmutableArray<Step> steps, ILookup<string, Committed> byKey)
    {
        var keys = steps.Select(step => step.Key).ToHashSet();
        return byKey.Where(commits => commits.Key.StartsWith("op-", StringComparison.Ordinal) && !keys.Contains(commits.Key))
            .Select(commits => $"nobody asked for {commits.Key}");
    }

    private static IEnumerable<string> Values(ImmutableArray<Step> steps, ImmutableArray<Committed> commits)
    {
        var values = commits.GroupBy(commit => commit.Version).ToDictionary(group => group.Key, group => group.First().Value);
        return steps.Where(step => step.Value is not null && values.GetValueOrDefault(step.Version) != step.Value)
            .Select(step => $"{step}, but at that version it is {values.GetValueOrDefault(step.Version) ?? "nothing"}");
    }

    /// <summary>What was answered before a step began is not newer than what it saw, and older than what it wrote.</summary>
    private static IEnumerable<string> OlderThanKnown(ImmutableArray<Step> steps, ILookup<string, Committed> byKey)
    {
        var took = steps.Select(step => (Step: step, Version: VersionOf(step, byKey))).Where(one => one.Version > 0).ToList();
        var begun = took.OrderBy(one => one.Step.InvokedAt);
        var ended = took.Where(one => one.Step.Outcome == Outcomes.Ok).OrderBy(one => one.Step.AnsweredAt).ToList();
        var (known, next) = (0L, 0);
        foreach (var (step, version) in begun)
        {
            for (; next < ended.Count && ended[next].Step.AnsweredAt < step.InvokedAt; next++)
            {
                known = Math.Max(known, ended[next].Version);
            }

            if (step.Key is not null ? version <= known : version < known)
            {
                yield return $"{step} at version {version}, although version {known} was known before it began";
            }
        }
    }

    /// <summary>Nobody is told of what is asked for later.</summary>
    private static IEnumerable<string> BeforeItWasAsked(ImmutableArray<Step> steps, ImmutableArray<Committed> commits)
    {
        var asked = steps.Where(step => step.Key is not null).GroupBy(step => step.Key!).ToDictionary(group => group.Key, group => group.Min(step => step.InvokedAt));
        var latest = new Dictionary<long, long>();
        var sofar = long.MinValue;
        foreach (var commit in commits)
        {
            sofar = commit.Key is { } key && asked.TryGetValue(key, out var at) ? Math.Max(sofar, at) : sofar;
            latest[commit.Version] = sofar;
        }

        return steps.Where(step => step.Outcome == Outcomes.Ok && latest.TryGetValue(step.Version, out var began) && began > step.AnsweredAt)
            .Select(step => $"{step} shows what was asked for after it was answered");
    }

    private static long VersionOf(Step step, ILookup<string, Committed> byKey) => step.Outcome switch
    {
        Outcomes.Ok => step.Version,
        Outcomes.Unknown => byKey[step.Key!].FirstOrDefault(commit => commit.Accepted)?.Version ?? 0,
        _ => 0,
    };
}

/// <summary>What the client was told.</summary>
internal enum Outcomes
{
    /// <summary>Done, or read.</summary>
    Ok,

    /// <summary>Refused.</summary>
    Failed,

    /// <summary>Nothing: it may have been done or not.</summary>
    Unknown,
}

/// <summary>One operation of one client: a command (with a key) or a read (with the value that it saw).</summary>
internal sealed record Step(string Entity, Outcomes Outcome, long Version, long InvokedAt, long AnsweredAt, string? Key = null, string? Value = null);

/// <summary>One commit of one entity, as the store has it.</summary>
/// <param name="Entity">Kind and id.</param>
/// <param name="Version">1, 2, 3 …</param>
/// <param name="Key">Of the command.</param>
/// <param name="Accepted">False for a refusal.</param>
/// <param name="Value">What a reader sees of the entity after it.</param>
/// <param name="Causes">Effects of other entities' commits that it did.</param>
internal sealed record Committed(string Entity, long Version, string? Key, bool Accepted, string Value, ImmutableArray<string> Causes);
