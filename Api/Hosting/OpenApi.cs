using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using SalesGrains.Accounts;
using SalesGrains.Http;
using SalesGrains.Problems;
using Scalar.AspNetCore;

namespace SalesGrains.Hosting;

/// <summary>The API's document and its browsable page.</summary>
internal static class OpenApi
{
    /// <summary>The document's name, part of its address.</summary>
    private const string Name = "v1";

    /// <summary>Registers the document.</summary>
    public static IServiceCollection AddSalesOpenApi(this IServiceCollection services) => services.AddOpenApi(Name, document =>
    {
        document.AddDocumentTransformer((api, _, _) =>
        {
            api.Info.Title = "SalesGrains";
            api.Info.Version = Name;
            api.Servers = [];
            return Task.CompletedTask;
        });
        document.AddOperationTransformer((operation, context, _) =>
        {
            Describe(operation, context.Description.ActionDescriptor.EndpointMetadata, context.Description.HttpMethod);
            return Task.CompletedTask;
        });
    });

    /// <summary>Maps <c>/openapi/v1.json</c> and <c>/docs</c>, for whoever is signed in.</summary>
    public static void MapSalesOpenApi(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi().RequireAuthorization(Policies.SignedIn);
        routes.MapScalarApiReference("/docs", scalar => scalar.WithTitle("SalesGrains")).RequireAuthorization(Policies.SignedIn);
    }

    /// <summary>Every operation may answer with a problem; the transformer below makes it the default answer.</summary>
    public static TBuilder ProducesProblems<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder =>
        endpoints.WithMetadata(new ProducesResponseTypeMetadata(StatusCodes.Status422UnprocessableEntity, typeof(ProblemBody), ["application/problem+json"]));

    private static void Describe(OpenApiOperation operation, IList<object> metadata, string? method)
    {
        if (operation.Responses?.Remove("422", out var problem) == true)
        {
            if (problem is OpenApiResponse response)
            {
                response.Description = "Problem";
            }

            operation.Responses["default"] = problem!;
        }

        var unsafeMethod = method is not ("GET" or "HEAD");
        if (unsafeMethod && metadata.OfType<NeedsIdempotencyKey>().Any() && !metadata.OfType<NoIdempotencyKey>().Any())
        {
            Add(operation, IdempotencyKeys.Header, "1–255 printable ASCII characters; a repeat with the same key changes nothing twice.");
        }

        if (metadata.OfType<NeedsVersion>().Any())
        {
            Add(operation, "If-Match", "The version you saw, in quotes.");
        }
    }

    private static void Add(OpenApiOperation operation, string header, string description) =>
        (operation.Parameters ??= []).Add(new OpenApiParameter
        {
            Name = header,
            In = ParameterLocation.Header,
            Required = true,
            Description = description,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        });
}
