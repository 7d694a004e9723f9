using SalesGrains.Accounts;
using SalesGrains.Http;
using SalesGrains.Money;
using SalesGrains.Problems;
using SalesGrains.Reps;

namespace SalesGrains.Customers;

/// <summary>HTTP for contacts and opportunities (C01, C03).</summary>
internal static class OpportunityEndpoints
{
    /// <summary>Maps contacts and opportunities below <c>/customers</c>.</summary>
    public static void MapOpportunities(this RouteGroupBuilder customers)
    {
        customers.MapPost("/{id}/contacts", Enter).RequireAuthorization(Policies.EditCustomers).ProducesCreated();
        customers.MapPost("/{id}/opportunities", Create).RequireAuthorization(Policies.EditCustomers).ProducesCreated();
        customers.MapPost("/{id}/opportunities/{opportunityId}/stage", Move).RequireAuthorization(Policies.EditCustomers).ProducesCommand();
        customers.MapPost("/{id}/opportunities/{opportunityId}/close", Close).RequireAuthorization(Policies.EditCustomers).ProducesCommand();
        customers.MapPost("/{id}/not-an-opportunity", None).RequireAuthorization(Policies.EditCustomers).ProducesCommand();
    }

    /// <summary>Sends a command to a customer that the caller may see.</summary>
    public static async Task<IResult> ToCustomer(this Call call, string customerId, string answerId, CustomerCommand command, string? location = null)
    {
        var found = await call.Caller.Customer(customerId);
        return await call.Send(
            call.Caller.Grains.Entity<ICustomerGrain>(found.Id), answerId == customerId ? found.Id : answerId, (customer, meta) => customer.Execute(new(command, meta)), location);
    }

    /// <summary>An amount that may be left out, in fen.</summary>
    /// <exception cref="ProblemException">422.</exception>
    public static long OptionalFen(string? amount, string field = "/amount") =>
        amount is null ? 0
        : Yuan.Read(amount, out var fen) is { } code ? throw new Problem(StatusCodes.Status422UnprocessableEntity, code, field).ToException()
        : fen;

    private static Task<IResult> Enter(string id, Call<NewContact> call)
    {
        var contactId = call.NewId("contact", call.Body.Id);
        var command = new RecordContact(contactId, call.Body.At, call.Body.Channel ?? "", call.Body.Note.OrNull());
        return call.ToCustomer(id, contactId, command, $"/api/v1/customers/{id}/timeline");
    }

    private static Task<IResult> Create(string id, Call<NewOpportunity> call)
    {
        var opportunityId = call.NewId("opportunity", call.Body.Id);
        var command = new CreateOpportunity
        {
            OpportunityId = opportunityId,
            Title = (call.Body.Title ?? "").Trim(),
            AmountFen = OptionalFen(call.Body.Amount),
            ExpectedOn = call.Body.ExpectedOn,
            Stage = call.Body.Stage ?? OpportunityStages.Contact,
        };
        return call.ToCustomer(id, opportunityId, command, $"/api/v1/customers/{id}");
    }

    private static Task<IResult> Move(string id, string opportunityId, Call<StageBody> call) =>
        call.ToCustomer(id, opportunityId, new MoveOpportunity(opportunityId, call.Body.Stage ?? ""));

    private static Task<IResult> Close(string id, string opportunityId, Call<ClosingBody> call) =>
        call.ToCustomer(id, opportunityId, new CloseOpportunity(opportunityId, call.Body.Outcome ?? "", call.Body.Reason.OrNull()));

    private static Task<IResult> None(string id, Call<NoOpportunity> call) => call.ToCustomer(id, id, new NotAnOpportunity(call.Body.Reason ?? ""));
}
