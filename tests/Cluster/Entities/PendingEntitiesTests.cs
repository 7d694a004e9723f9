using SalesGrains.Entities.Delivery;

namespace SalesGrains.Entities;

public sealed class PendingEntitiesTests
{
    private static readonly EntityKey Key = new("contract", "acme0001", "c1");

    [Fact]
    public void An_entity_that_is_attended_to_is_left_alone()
    {
        var pending = new PendingEntities();

        pending.Attend(Key, TimeSpan.FromHours(1));

        Assert.True(pending.IsAttended(Key));
        Assert.Empty(pending.Unattended());
        Assert.Equal(1, pending.Count);
    }

    [Fact]
    public void One_whose_activation_has_gone_is_due_at_once()
    {
        var pending = new PendingEntities();
        pending.Attend(Key, TimeSpan.FromHours(1));

        pending.Abandon(Key);

        Assert.False(pending.IsAttended(Key));
        Assert.Equal(Key, Assert.Single(pending.Unattended()));
    }

    [Fact]
    public void One_that_has_nothing_pending_is_not_made_so_by_going()
    {
        var pending = new PendingEntities();
        pending.Attend(Key, TimeSpan.Zero);
        pending.Clear(Key);

        pending.Abandon(Key);

        Assert.Empty(pending.Unattended());
    }
}
