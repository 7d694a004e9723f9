using Microsoft.AspNetCore.Http.HttpResults;
using SalesGrains.Accounts;
using SalesGrains.Http;

namespace SalesGrains.RuleSets;

/// <summary>HTTP for rule sets (Z01, Z03): read by everybody, published by directors and administrators, never edited.</summary>
internal static class RuleEndpoints
{
    /// <summary>Maps <c>/rules</c>.</summary>
    public static void MapRules(this IEndpointRouteBuilder routes)
    {
        var rules = routes.MapGroup("/rules").WithTags("Rules");
        rules.MapGet("/", Get).RequireAuthorization(Policies.ReadOrganization);
        rules.MapPost("/", Publish).RequireAuthorization(Policies.PublishRules).ProducesCommand();
    }

    private static async Task<Ok<RuleBookBody>> Get(Caller caller)
    {
        var timeline = new RuleTimeline(await Rules(caller).Published(-1) ?? RuleBook.Empty);
        var shipped = RuleSet.Default;
        return TypedResults.Ok(new RuleBookBody(
            timeline.On(caller.Today).Version,
            caller.Today,
            [
                .. timeline.Book.Versions.Reverse().Select(version => new RuleVersionBody(
                    version.Version,
                    timeline.StatusOf(version.Version, caller.Today),
                    version.EffectiveOn,
                    version.PublishedAt,
                    version.PublishedBy,
                    version.Reason,
                    PaymentRulesBody.Of(version.Rules.Payments),
                    new(version.Rules.Numbers.ClaimMinutes),
                    QualityRulesBody.Of(version.Rules),
                    DeliveryRulesBody.Of(version.Rules),
                    FirstContactRulesBody.Of(version.Rules),
                    FollowUpRulesBody.Of(version.Rules),
                    PlaybookRulesBody.Of(version.Rules),
                    PoolRulesBody.Of(version.Rules.Pool))),
                new(
                    shipped.Version, timeline.StatusOf(shipped.Version, caller.Today), null, null, null, null,
                    PaymentRulesBody.Of(shipped.Payments), new(shipped.Numbers.ClaimMinutes), QualityRulesBody.Of(shipped), DeliveryRulesBody.Of(shipped), FirstContactRulesBody.Of(shipped),
                    FollowUpRulesBody.Of(shipped), PlaybookRulesBody.Of(shipped), PoolRulesBody.Of(shipped.Pool)),
            ]));
    }

    private static Task<IResult> Publish(Call<RulesPublication> call)
    {
        var command = new PublishRules(call.Body.On(call.Caller.Rules), call.Body.EffectiveOn, call.Body.Reason);
        return call.Send(Rules(call.Caller), RuleSetKeys.Id, (rules, meta) => rules.Execute(new(command, meta)));
    }

    private static IRuleSetGrain Rules(Caller caller) => caller.Grains.Entity<IRuleSetGrain>(RuleSetKeys.Id);
}
