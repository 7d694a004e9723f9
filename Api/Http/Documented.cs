namespace SalesGrains.Http;

/// <summary>What the API document says of commands: their endpoints answer with <see cref="IResult"/>.</summary>
internal static class Documented
{
    /// <summary>A command that changes something.</summary>
    public static RouteHandlerBuilder ProducesCommand(this RouteHandlerBuilder endpoint) =>
        endpoint.Produces<CommandAnswer>();

    /// <summary>A command that makes something.</summary>
    public static RouteHandlerBuilder ProducesCreated(this RouteHandlerBuilder endpoint) =>
        endpoint.Produces<CommandAnswer>(StatusCodes.Status201Created);
}
