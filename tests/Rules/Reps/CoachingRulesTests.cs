using SalesGrains.Entities;
using SalesGrains.Nudges;

namespace SalesGrains.Reps;

/// <summary>Three objections in a row without a quotation (P05), and the manager (P06).</summary>
public sealed class CoachingRulesTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 2, 0, 0, TimeSpan.Zero);
    private static readonly EntityKey Customer = new(EntityKinds.Customer, "acme0001", "c-1");
    private readonly TestClock clock = new(Start);
    private readonly PureEntity<RepState, RepCommand, RepEvent> rep;
    private int noted;

    public CoachingRulesTests()
    {
        rep = new(RepRules.Definition, new(EntityKinds.Rep, "acme0001", "rep-1"), clock);
        Assert.Null(rep.Do(new CreateRep(new() { Name = "李静", UnitId = "east-1" })));
        rep.Effects.Clear();
    }

    [Theory]
    [InlineData("b1 b2", 0)]
    [InlineData("b1 b2 b3", 1)]
    [InlineData("b1 b1 b1", 1)]
    [InlineData("b1 b2 b3 b4", 1)]
    [InlineData("b1 b2 -3 b4", 0)]
    [InlineData("b1 b2 c3 b4", 0)]
    [InlineData("b1 b2 -3 b4 b5 b6", 1)]
    [InlineData("b1 b2 q2 b3", 0)]
    [InlineData("b1 q1 b2 b3", 0)]
    [InlineData("b1 q1 b2 b3 b4", 1)]
    [InlineData("b1 b2 q9 b3", 1)]
    [InlineData("b1 b2 Q2 b3", 0)]
    [InlineData("q1 b1 b2 b3", 1)]
    [InlineData("c1 c2 c3 b4 b5 b6", 2)]
    public void Three_in_a_row_without_a_quotation_push_a_pack(string story, int pushes)
    {
        // b: budget, c: competitor, -: no objection, q: a quotation, Q: a follow-up that hands one in; then the customer.
        foreach (var step in story.Split(' '))
        {
            clock.Now = clock.Now.AddHours(1);
            Tell(step[0], $"c-{step[1]}");
        }

        Assert.Equal(pushes, rep.Events.OfType<PlaybookPushed>().Count());
        Assert.Equal(rep.Stored(), rep.Refolded());
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(0, 2)]
    public void The_same_pack_comes_again_after_seven_days_and_not_before(int seconds, int pushes)
    {
        Three();
        clock.Now = rep.State.Coached.Pushes[0].At.AddDays(7).AddSeconds(seconds);

        Tell('b', "c-4");

        Assert.Equal(pushes, rep.Events.OfType<PlaybookPushed>().Count());
    }

    [Fact]
    public void The_pack_is_the_industrys_and_both_rep_and_manager_are_told()
    {
        Three("教育");

        var pushed = Assert.Single(rep.Events.OfType<PlaybookPushed>());
        Assert.Equal(("budget", "教育行业常见预算话术包", "f-1 f-2 f-3"), (pushed.Objection, pushed.Title, string.Join(' ', pushed.FollowUpIds)));
        Assert.Equal(["playbook rep record-quotation", "playbook-help manager review-follow-ups"],
            ((RepFacts)rep.Facts()).Nudges!.Value.Select(nudge => $"{nudge.Rule} {nudge.Level} {nudge.Command}"));
        var sent = rep.Effects.Select(effect => (effect.To.Kind, effect.To.Id, Body: (SendNudge)effect.Body)).ToList();
        Assert.Equal([("recipient", "rep-1", "rep"), ("recipient", "rep-1", "manager")], sent.Select(one => (one.Kind, one.Id, one.Body.Level)));
        Assert.All(sent, one => Assert.Equal(("李静", "教育行业常见预算话术包"), (one.Body.Subject, one.Body.Detail)));
    }

    [Fact]
    public void A_quotation_to_one_of_them_resolves_the_nudges()
    {
        Three();

        clock.Now = clock.Now.AddHours(1);
        Tell('q', "c-2");

        Assert.Null(((RepFacts)rep.Facts()).Nudges);
    }

    [Fact]
    public void What_was_entered_late_stands_where_it_happened()
    {
        clock.Now = Start.AddDays(1);
        Tell('b', "c-1", Start);
        Tell('b', "c-2", Start.AddHours(2));
        Tell('q', "c-3", Start.AddHours(5));
        Tell('b', "c-3", Start.AddHours(4));
        Assert.Empty(rep.Events.OfType<PlaybookPushed>());

        Tell('b', "c-4", Start.AddHours(1));
        Assert.Empty(rep.Events.OfType<PlaybookPushed>());
        Tell('b', "c-5", Start.AddHours(6));
        Tell('b', "c-6", Start.AddHours(7));
        Tell('b', "c-7", Start.AddHours(8));

        Assert.Single(rep.Events.OfType<PlaybookPushed>());
    }

    [Fact]
    public void By_the_customer_when_the_rules_say_so()
    {
        clock.Rules = clock.Rules with { OwnPlaybooks = new() { Scope = "rep+customer" } };
        Three();
        Assert.Empty(rep.Events.OfType<PlaybookPushed>());

        Tell('b', "c-1");
        Tell('b', "c-1");

        Assert.Single(rep.Events.OfType<PlaybookPushed>());
    }

    [Fact]
    public void The_same_follow_up_is_noted_once_and_a_nudge_is_seen_once()
    {
        var note = new NoteFollowUp { FollowUpId = "f-1", CustomerId = "c-1", At = Start, Objection = "budget" };
        rep.Receive(Customer, note);
        rep.Receive(Customer, note);
        Assert.Single(rep.State.Coached.Marks);
        Three();
        var id = rep.State.Coached.Nudges[0].Id;

        Assert.Null(rep.Do(new MarkRepNudge(id, NudgeMarks.Seen)));
        Assert.Null(rep.Do(new MarkRepNudge(id, NudgeMarks.Seen)));

        Assert.Single(rep.Events.OfType<RepNudgeMarked>());
        Assert.Equal("nudge.not-found", rep.Do(new MarkRepNudge("no-such", NudgeMarks.Seen))?.Code);
        Assert.Equal("nudge.mark-unknown", rep.Do(new MarkRepNudge(id, "eaten"))?.Code);
    }

    [Fact]
    public void A_customer_tells_its_rep_of_each_follow_up_and_quotation()
    {
        var customer = new Customers.Looked(clock: new(Start), industry: "教育");
        customer.Do(new Customers.RecordFollowUp { FollowUpId = "f-1", OccurredAt = Start, Said = "term-budget" });
        customer.Do(new Customers.RecordFollowUp { FollowUpId = "f-2", OccurredAt = Start, Done = "quoted" });
        customer.Do(new Customers.RecordQuotation { QuotationId = "q-1", At = Start });

        var told = customer.Entity.Effects.Where(effect => effect.To.Kind == EntityKinds.Rep).ToList();

        Assert.All(told, effect => Assert.Equal("rep-1", effect.To.Id));
        Assert.Equal(
            [
                new NoteFollowUp { FollowUpId = "f-1", CustomerId = "cust-1", Industry = "教育", At = Start, Objection = "budget" },
                new NoteFollowUp { FollowUpId = "f-2", CustomerId = "cust-1", Industry = "教育", At = Start, Quoted = true },
                new NoteQuotation("cust-1", Start),
            ],
            told.Select(effect => effect.Body));
    }

    private void Three(string? industry = null)
    {
        for (var i = 1; i <= 3; i++)
        {
            clock.Now = clock.Now.AddHours(1);
            Tell('b', $"c-{i}", industry: industry);
        }
    }

    private void Tell(char what, string customer, DateTimeOffset? at = null, string? industry = null)
    {
        EffectBody body = what == 'q' ? new NoteQuotation(customer, at ?? clock.Now) : new NoteFollowUp
        {
            FollowUpId = $"f-{++noted}",
            CustomerId = customer,
            Industry = industry,
            At = at ?? clock.Now,
            Objection = what switch { 'b' or 'Q' => "budget", 'c' => "competitor", _ => null },
            Quoted = what == 'Q',
        };
        Assert.Null(rep.Receive(Customer with { Id = customer }, body));
    }
}
