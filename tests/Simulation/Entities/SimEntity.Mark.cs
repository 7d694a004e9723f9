using SalesGrains.Boards;
using SalesGrains.Entities.Protocol;
using SalesGrains.Machine;

namespace SalesGrains.Entities;

/// <content>Facts to the portfolio, and the pending mark.</content>
public sealed partial class SimEntity
{
    /// <summary>Until the portfolio has the facts of the latest version.</summary>
    private async Task PostFacts()
    {
        for (var tries = 0; !Closed && _factsAcknowledged < _row!.Version;)
        {
            var facts = _row.Facts;
            var organization = _organization ??= Silo.Organization;
            var shard = Address.Shard(organization.Generation, Names.ShardOf(Id, organization.Shards));
            var reply = await World.Network.Call<SimPortfolio, PostReply>(Life, shard, p => p.Post(facts));
            if (reply is { Accepted: true })
            {
                _factsAcknowledged = Math.Max(_factsAcknowledged, facts.Version);
                continue;
            }

            if (reply is not null)
            {
                // An old generation: where do facts go now?
                _organization = (await World.Store.ReadOrganization(Life)).Value ?? organization;
            }

            await World.Delay(Life, Backoff(tries++));
        }

        _posting = false;
        Advance();
    }

    /// <summary>Writes "delivered up to" when the lanes have run empty or an error was counted; one write at a time.</summary>
    private void Advance(bool evenSo = false)
    {
        _advanceAgain = true;
        if (!_advancing)
        {
            _advancing = true;
            World.Start(() => WriteLanes(evenSo));
        }
    }

    private async Task WriteLanes(bool evenSo)
    {
        for (var tries = 0; _advanceAgain && !Closed;)
        {
            _advanceAgain = false;
            var version = _row!.Version;
            var drained = OutboxRules.IsDrained(_row.Lanes.Numbers, _delivered) || World.Is(Mutant.ClearBeforeLanes);
            var clear = OutboxRules.ClearMarkAt(version, World.Is(Mutant.ClearBeforeFacts) ? version : _factsAcknowledged, drained);
            if (clear is null && !_failuresUnwritten && !evenSo)
            {
                break;
            }

            _failuresUnwritten = false;
            var delivered = _delivered;
            if (await World.Store.Advance(Life, Id, _deliveredEtag, delivered, clear) is { Status: StoreStatus.Ok, Value: { } written })
            {
                _deliveredEtag = Math.Max(_deliveredEtag, written.DeliveredEtag);
                continue;
            }

            // Somebody else wrote, or it is not known whether we did: join what is stored with what we know, and again.
            _advanceAgain = _failuresUnwritten = true;
            await World.Delay(Life, Backoff(tries++));
            if (await World.Store.Load(Life, Id) is { Status: StoreStatus.Ok, Value: { } row })
            {
                AdoptLanes(row);
            }
        }

        _advancing = false;
    }
}
