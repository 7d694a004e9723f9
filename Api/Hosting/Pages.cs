namespace SalesGrains.Hosting;

/// <summary>The browser application: its files, one page that answers every address of it, and the phone's page.</summary>
internal static class Pages
{
    private static readonly PathString[] Programs = ["/api", "/live", "/health", "/openapi", "/problems", "/metrics", "/dashboard"];

    /// <summary>Maps files and page. What is under <c>/assets</c> has its content's hash in its name, so it never changes.</summary>
    public static void MapPages(this WebApplication app)
    {
        var files = app.MapStaticAssets();
        files.AllowAnonymous();
        files.Add(endpoint =>
        {
            var next = endpoint.RequestDelegate!;
            endpoint.RequestDelegate = context =>
            {
                if (context.Request.Path.StartsWithSegments("/assets"))
                {
                    context.Response.OnStarting(() =>
                    {
                        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
                        return Task.CompletedTask;
                    });
                }

                return next(context);
            };
        });
        // The phone's page is one of its own: small, and there without a network (X20).
        app.MapFallbackToFile("/m", "m.html").AllowAnonymous();
        app.MapFallbackToFile("{*path:nonfile}", "index.html").AllowAnonymous().Add(endpoint =>
        {
            // The page answers its own addresses only: a program that mistypes one of ours must not be told 200.
            var page = endpoint.RequestDelegate!;
            endpoint.RequestDelegate = context => Programs.Any(program => context.Request.Path.StartsWithSegments(program))
                ? NotFound(context)
                : page(context);
        });
    }
    private static Task NotFound(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
