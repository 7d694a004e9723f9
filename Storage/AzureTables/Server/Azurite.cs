using System.ComponentModel;
using System.Diagnostics;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;
using SalesGrains.Folders;

namespace SalesGrains.AzureTables.Server;

/// <summary>
/// An emulator of Azure Tables (Azurite) of this process's own, on a free port of this machine, with its data in a folder. It ends with
/// this process, however that ends, and saves then; between, it saves every five seconds only, so it is no store for a company's data.
/// </summary>
public sealed class Azurite : IAsyncDisposable
{
    /// <summary>The environment's variable that names the folder in which the emulator is installed.</summary>
    public const string FolderVariable = "SALESGRAINS_AZURITE";

    private const string Account = "salesgrains";

    // It serves this machine only, and keeps nobody out; the value is any.
    private const string Key = "c2FsZXNncmFpbnMtZW11bGF0b3I=";

    private static readonly TimeSpan patience = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly DataFolderLock? folderLock;
    private readonly string? note;

    private Azurite(Process process, Uri address, DataFolderLock? folderLock, string? note) =>
        (this.process, Address, this.folderLock, this.note) = (process, address, folderLock, note);

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>The process, for tests that end it.</summary>
    public int ProcessId => process.Id;

    /// <summary>Connection string of its account.</summary>
    public string ConnectionString => ConnectionTo(Account);

    /// <summary>Connection string of one of several accounts that it was started with.</summary>
    public string ConnectionTo(string account) => Connection(Address, account);

    /// <summary>Starts it on the data in a data folder.</summary>
    /// <exception cref="StoreUnavailableException">It is not installed, or does not start.</exception>
    /// <exception cref="DataFolderInUseException">Another process has the folder open.</exception>
    public static async Task<Azurite> Start(string data)
    {
        var folderLock = DataFolderLock.Take(data);
        try
        {
            var folder = DataFolder.Create(Path.Combine(data, "azurite"));
            return await Start(Installed(), [folder.FullName], [Account], folderLock, NoteOf(data)).ConfigureAwait(false);
        }
        catch
        {
            folderLock.Dispose();
            throw;
        }
    }

    /// <summary>True when there are data of an emulator in a data folder.</summary>
    public static bool IsIn(string data) => Directory.Exists(Path.Combine(data, "azurite"));

    /// <summary>How to connect beside the program that has a data folder open; null when none has said so.</summary>
    public static string? Running(string data) =>
        File.Exists(NoteOf(data)) && Uri.TryCreate(File.ReadAllText(NoteOf(data)), UriKind.Absolute, out var address) ? Connection(address, Account) : null;

    /// <summary>Starts it without a folder, for tests: what it holds ends with it.</summary>
    public static Task<Azurite> StartInMemory(string installed, params string[] accounts) => Start(installed, [], accounts, null, null);

    private static async Task<Azurite> Start(string installed, string[] arguments, string[] accounts, DataFolderLock? folderLock, string? note)
    {
        var start = new ProcessStartInfo("node", [Path.Combine(installed, "serve.js"), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = installed,
        };
        start.Environment["AZURITE_ACCOUNTS"] = string.Join(';', accounts.Select(account => $"{account}:{Key}"));
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception error)
        {
            throw new StoreUnavailableException("Node is needed to run the emulator of Azure Tables, and is not installed: https://nodejs.org", error);
        }

        // It says its address in one line, or why it does not start.
        var words = process.StandardError.ReadToEndAsync();
        var line = await process.StandardOutput.ReadLineAsync().WaitAsync(patience).ConfigureAwait(false);
        if (!Uri.TryCreate(line, UriKind.Absolute, out var address))
        {
            await process.WaitForExitAsync().WaitAsync(patience).ConfigureAwait(false);
            throw new StoreUnavailableException($"The emulator of Azure Tables does not start: {line} {await words.ConfigureAwait(false)}");
        }

        if (note is not null)
        {
            await File.WriteAllTextAsync(note, line).ConfigureAwait(false);
        }

        return new(process, address, folderLock, note);
    }

    /// <summary>Asks it to save and to end, and waits for that.</summary>
    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync().ConfigureAwait(false);
        process.Dispose();
        if (note is not null)
        {
            File.Delete(note);
        }

        folderLock?.Dispose();
    }

    private static string Connection(Uri address, string account) => $"AccountName={account};AccountKey={Key};TableEndpoint={address}{account};";

    // Whoever makes a backup beside the program finds it there.
    private static string NoteOf(string data) => Path.Combine(data, "azurite.address");

    private static string Installed() => Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } folder
        ? folder
        : throw new StoreUnavailableException(
            $"--storage azure runs an emulator unless --connection names a storage account; ./run.sh installs and finds it, otherwise {FolderVariable} names its folder (scripts/azurite after npm ci).");
}
