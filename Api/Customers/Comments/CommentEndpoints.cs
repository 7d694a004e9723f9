using System.Collections.Immutable;
using Microsoft.AspNetCore.Http.HttpResults;
using SalesGrains.Accounts;
using SalesGrains.Http;
using SalesGrains.Organizations;
using SalesGrains.Problems;

namespace SalesGrains.Customers.Comments;

/// <summary>HTTP for comments on a customer and mentions in them (评论, X18). They stand on the timeline.</summary>
internal static class CommentEndpoints
{
    /// <summary>Maps what is below <c>/customers/{id}</c>.</summary>
    public static void MapComments(this RouteGroupBuilder customers)
    {
        customers.MapGet("/{id}/mentionable", Mentionable).RequireAuthorization(Policies.Comment);
        customers.MapPost("/{id}/comments", Add).RequireAuthorization(Policies.Comment).ProducesCreated();
        customers.MapPost("/{id}/comments/{commentId}/remove", Remove).RequireAuthorization(Policies.Comment).ProducesCommand();
    }

    private static async Task<Ok<MentionableBody>> Mentionable(string id, Caller caller)
    {
        var customer = await caller.Customer(id);
        return TypedResults.Ok(new MentionableBody([.. (await Along(caller, customer)).Select(one => new MentionablePerson(one.Id, one.Name, one.Role))]));
    }

    private static async Task<IResult> Add(string id, Call<NewComment> call)
    {
        var commentId = call.NewId("comment", call.Body.Id);
        var customer = await call.Caller.Customer(id);
        var mentions = call.Body.Mentions ?? [];
        var along = mentions.Count == 0 ? [] : await Along(call.Caller, customer);
        var levels = new List<string>();
        foreach (var (mentioned, at) in mentions.Select((mentioned, at) => (mentioned, at)))
        {
            levels.Add(along.FirstOrDefault(one => one.Id == mentioned) is { } person
                ? LevelOf(person.Role)
                : throw new Problem(StatusCodes.Status422UnprocessableEntity, "comment.mention-unreachable", $"/mentions/{at}").ToException());
        }

        return await call.ToCustomer(id, commentId, new AddComment(commentId, call.Body.Text ?? "", [.. levels.Distinct()]), $"/api/v1/customers/{id}/timeline");
    }

    private static Task<IResult> Remove(string id, string commentId, Call call) => call.ToCustomer(id, commentId, new RemoveComment(commentId));

    /// <summary>Who can be mentioned: the customer's rep, the managers above, the directors; not oneself. Others do not look after it.</summary>
    private static async Task<ImmutableArray<PersonView>> Along(Caller caller, CustomerView customer)
    {
        var view = await caller.Organization().View() ?? throw Problem.NotFound().ToException();
        var (tree, rep) = (caller.Organization.Tree, customer.Profile.RepId);
        return
        [
            .. view.People.Where(person => person.Active && person.Id != caller.UserId && person.Role switch
            {
                Roles.Rep => person.RepId == rep && customer.Care.PooledAt is null,
                Roles.Manager => tree.Contains(person.Scope, rep),
                Roles.Director => true,
                _ => false,
            }),
        ];
    }

    private static string LevelOf(string role) => role switch { Roles.Rep => "rep", Roles.Manager => "manager", _ => "director" };
}

/// <summary>A comment.</summary>
/// <param name="Text">1–2,000 characters, plain text.</param>
/// <param name="Mentions">User ids of people along the customer's line, see <c>mentionable</c>.</param>
/// <param name="Id">The caller's own id for it; left out: one is made.</param>
internal sealed record NewComment(string? Text, IReadOnlyList<string>? Mentions = null, string? Id = null);

/// <summary>Who can be mentioned.</summary>
internal sealed record MentionableBody(IReadOnlyList<MentionablePerson> People);

/// <summary>Somebody who can be mentioned.</summary>
internal sealed record MentionablePerson(string Id, string Name, string Role);
