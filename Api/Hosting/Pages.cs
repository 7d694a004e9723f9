namespace SalesGrains.Hosting;

/// <summary>The browser application: its files, and one page that answers every address of it.</summary>
internal static class Pages
{
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
        app.MapFallbackToFile("{*path:nonfile}", "index.html").AllowAnonymous();
    }
}
