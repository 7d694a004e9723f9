namespace SalesGrains.Portfolios;

/// <content>What a shard knows of its organisation: clock, rules, tree, and whether the shard's generation is still the current one.</content>
internal sealed partial class PortfolioGrain
{
    /// <summary>Reads again what the organisation's clock, generation, rules and tree are.</summary>
    private void Look()
    {
        organization = directory.Peek(organization.Stored.Org) ?? organization;
        if (organization.Stored.Generation != generation)
        {
            if (!isOld)
            {
                PortfolioLog.IsOld(log, shard);
            }

            isOld = true;
            Start("The reminder", Forget);
            DeactivateOnIdle();
            return;
        }

        var now = PortfolioMoment.Of(organization, Now);
        older.Activate(now.Rules.Version, organization.Calendar.Version, index.Rows);
        var isOther = !now.MeansTheSameAs(moment);
        if (isOther || index.DeadlineAfter(moment.Now) <= now.Now)
        {
            moment = now;
            foreach (var board in boards.Values.Where(board => isOther || board.Feed.TurnsByTheHour))
            {
                board.Feed.MoveTo(moment);
            }
        }
    }

    /// <summary>The directory's snapshot is another object whenever anything of it has changed: cheap enough for every post.</summary>
    private void LookIfChanged()
    {
        if (!ReferenceEquals(directory.Peek(organization.Stored.Org) ?? organization, organization))
        {
            Look();
        }
    }

    /// <summary>
    /// A shard takes facts only while the read that told it of its generation is recent: what an old generation has taken, the new one
    /// finds in its first rescan, which is later. A recent read is not waited for.
    /// </summary>
    private ValueTask Confirm() =>
        directory.AgeOf(Org) <= options.GenerationLease ? ValueTask.CompletedTask : new(directory.Refresh(Org));

    private void RefuseIfOld()
    {
        if (isOld || (directory.Peek(organization.Stored.Org) is { } known && known.Stored.Generation != generation))
        {
            throw new OldGenerationException();
        }
    }
}
