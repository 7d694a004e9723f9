namespace SalesGrains;

/// <summary>A folder of one test's own, deleted with it.</summary>
public sealed class TemporaryFolder : IDisposable
{
    /// <summary>Its full path; the space in it is on purpose.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("sales grains ").FullName;

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // A killed process may still be letting go of a file; the system's own cleaning takes the rest.
        }
    }
}
