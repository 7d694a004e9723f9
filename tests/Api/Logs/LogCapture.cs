using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;

namespace SalesGrains.Logs;

/// <summary>
/// Listens to all that the program logs: everything of its own, warnings of others, as it would be printed. What stands there that
/// belongs to a person or opens a door is a hit, and so is a control character that could forge a line.
/// </summary>
public sealed partial class LogCapture : ILoggerProvider
{
    private readonly ConcurrentQueue<string> hits = [];
    private readonly ConcurrentQueue<string> lines = [];

    /// <summary>Lines with something in them that must not be logged.</summary>
    public IReadOnlyCollection<string> Hits => hits;

    /// <summary>All lines.</summary>
    public IReadOnlyCollection<string> Lines => lines;

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new Listener(this, categoryName);

    /// <inheritdoc/>
    public void Dispose() { }

    /// <summary>Takes a line as a logger would give it.</summary>
    /// <param name="message">The message with its values in place.</param>
    /// <param name="values">The values by themselves, as structured logs keep them.</param>
    /// <param name="fault">The exception, or null.</param>
    public void Take(string message, IEnumerable<KeyValuePair<string, object?>> values, Exception? fault)
    {
        var line = string.Join(' ', values.Select(value => $"{value.Key}={value.Value}").Prepend(message).Append($"{fault}"));
        lines.Enqueue(line);
        if (Personal().IsMatch(line) || Control().IsMatch(message) || values.Any(value => value.Value is string text && Control().IsMatch(text)))
        {
            hits.Enqueue(line);
        }
    }

    // What tests use for people: sign-in names, phones, passwords, names with a mark; and keys, cookies, tokens.
    [GeneratedRegex("""@o\d{7}\b|(?<![0-9A-Za-z.])1[3-9]\d{9}(?![0-9A-Za-z])|correct horse|sg_live_|CANARY|CfDJ8|eyJ[A-Za-z0-9_-]{10,}\.|金丝雀""")]
    private static partial Regex Personal();

    [GeneratedRegex(@"[\x00-\x08\x0B-\x1F\x7F\x1b]|\r|\n(?!\s)")]
    private static partial Regex Control();

    private sealed class Listener(LogCapture capture, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) =>
            logLevel >= (category.StartsWith("SalesGrains", StringComparison.Ordinal) ? LogLevel.Debug : LogLevel.Warning);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                capture.Take($"{category}: {formatter(state, exception)}", state as IEnumerable<KeyValuePair<string, object?>> ?? [], exception);
            }
        }
    }
}
