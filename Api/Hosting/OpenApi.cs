using SalesGrains.Accounts;
using Scalar.AspNetCore;

namespace SalesGrains.Hosting;

/// <summary>The API's document and its browsable page.</summary>
internal static class OpenApi
{
    /// <summary>The document's name, part of its address.</summary>
    private const string Name = "v1";

    /// <summary>Registers the document.</summary>
    public static IServiceCollection AddSalesOpenApi(this IServiceCollection services) => services.AddOpenApi(Name, document =>
        document.AddDocumentTransformer((api, _, _) =>
        {
            api.Info.Title = "SalesGrains";
            api.Info.Version = Name;
            api.Servers = [];
            return Task.CompletedTask;
        }));

    /// <summary>Maps <c>/openapi/v1.json</c> and <c>/docs</c>, for whoever is signed in.</summary>
    public static void MapSalesOpenApi(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi().RequireAuthorization(Policies.SignedIn);
        routes.MapScalarApiReference("/docs", scalar => scalar.WithTitle("SalesGrains")).RequireAuthorization(Policies.SignedIn);
    }
}
