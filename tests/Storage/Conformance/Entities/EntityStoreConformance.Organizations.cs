using SalesGrains.Conformance.Entities;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;
using SalesGrains.Organizations;
using static SalesGrains.Conformance.Entities.StoreSamples;

namespace SalesGrains.Conformance.Entities;

public abstract partial class EntityStoreConformance
{
    [Fact]
    public async Task An_entity_of_an_unknown_organisation_is_refused_until_it_is_stored()
    {
        await Assert.ThrowsAsync<KeyNotFoundException>(() => Store.Commit(Commit(Key("r1", "later001"), null, 1)));

        await Store.PutOrganization(Organization("later001"), null);

        await Store.Commit(Commit(Key("r1", "later001"), null, 1));
    }

    [Fact]
    public async Task Organisations_are_written_by_etag()
    {
        var stored = Assert.Single(await Store.ReadOrganizations());
        var changed = stored with
        {
            Name = "改名公司 🏭",
            Sandbox = true,
            Generation = 2,
            RestoredAt = Start.AddTicks(5),
            Shards = 4,
            Zone = "America/New_York",
            Clock = new OrganizationClock(Start, Start.AddTicks(7), 86400.0625m, 9, Jumping: true, ResumeRate: 0.1m),
        };

        var etag = await Store.PutOrganization(changed, stored.Etag);

        await Assert.ThrowsAsync<EtagConflictException>(() => Store.PutOrganization(stored, stored.Etag));
        await Assert.ThrowsAsync<EtagConflictException>(() => Store.PutOrganization(stored, null));
        await Assert.ThrowsAsync<EtagConflictException>(() => Store.PutOrganization(Organization("absent01"), "1"));
        Assert.Equal(changed with { Etag = etag }, Assert.Single(await Store.ReadOrganizations()));
    }

    [Fact]
    public async Task The_number_of_partitions_is_fixed_at_creation()
    {
        var stored = Assert.Single(await Store.ReadOrganizations());

        await Assert.ThrowsAsync<EtagConflictException>(() => Store.PutOrganization(stored with { Partitions = 16 }, stored.Etag));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Store.PutOrganization(Organization("odd00001", 3), null));
    }

    [Fact]
    public async Task Of_16_racing_writers_of_an_organisation_one_wins()
    {
        var stored = Assert.Single(await Store.ReadOrganizations());

        var won = await Task.WhenAll(Enumerable.Range(0, 16).Select(n => Task.Run(async () =>
        {
            try
            {
                await Store.PutOrganization(stored with { Name = $"n{n}" }, stored.Etag);
                return true;
            }
            catch (EtagConflictException)
            {
                return false;
            }
        })));

        Assert.Single(won, true);
    }

    [Fact]
    public async Task A_counter_gives_each_number_once()
    {
        var numbers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => Store.NextCounter("board/东区"))));

        Assert.Equal(Enumerable.Range(1, 100).Select(n => (long)n), numbers.Order());
        Assert.Equal(1, await Store.NextCounter("board/西区"));
    }

    [Fact]
    public async Task A_dead_letter_is_one_however_often_it_is_recorded()
    {
        await Store.PutDeadLetter(Letter("e2") with { At = Start.AddMinutes(1) });
        await Store.PutDeadLetter(Letter("e1"));
        await Store.PutDeadLetter(Letter("e1") with { Error = "again" });
        await Store.PutDeadLetter(Letter("e1") with { Org = "other001" });

        Assert.Equal<DeadLetter>([Letter("e1"), Letter("e2") with { At = Start.AddMinutes(1) }], await Store.ReadDeadLetters(Org));

        await Store.CloseDeadLetter(Org, "e1");
        await Store.CloseDeadLetter(Org, "e1");
        await Store.PutDeadLetter(Letter("e1"));

        Assert.Equal(["e2"], (await Store.ReadDeadLetters(Org)).Select(letter => letter.Id));
        Assert.Single(await Store.ReadDeadLetters("other001"));
    }

    private static DeadLetter Letter(string id) =>
        new(Org, id, Key("source"), Key("target"), id == "e2" ? null : """{"effect":"note","text":"提醒"}""", "NullReferenceException: 空", Start);
}
