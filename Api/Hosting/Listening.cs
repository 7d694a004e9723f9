using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace SalesGrains.Hosting;

/// <summary>Where the program listens: on this machine only, unless it has a certificate.</summary>
internal static class Listening
{
    /// <summary>Binds the port.</summary>
    public static void Listen(this WebApplicationBuilder builder, SalesOptions options) => builder.WebHost.ConfigureKestrel(kestrel =>
    {
        kestrel.AddServerHeader = false;
        if (options.Certificate is { } file && !options.Demo)
        {
            kestrel.ListenAnyIP(options.Port, listen => listen.UseHttps(Load(file)));
        }
        else
        {
            kestrel.Listen(IPAddress.Loopback, options.Port);
        }
    });

    private static X509Certificate2 Load(string file) => file.EndsWith(".pfx", StringComparison.OrdinalIgnoreCase)
        ? X509CertificateLoader.LoadPkcs12FromFile(file, null)
        : X509Certificate2.CreateFromPemFile(file, Path.ChangeExtension(file, ".key"));
}
