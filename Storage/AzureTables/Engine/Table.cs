using System.Diagnostics;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;

namespace SalesGrains.AzureTables.Engine;

/// <summary>
/// One table. A read may be repeated when it fails; a write never, because a repeated one would be told "conflict" of its own first try.
/// </summary>
internal sealed class Table(TableClient reader, TableClient writer, WriteGate gate, WritePause? pause = null)
{
    /// <summary>Makes the table if it is not there.</summary>
    public Task Create(CancellationToken cancellation) => writer.CreateIfNotExistsAsync(cancellation);

    /// <summary>A row, or null.</summary>
    public async Task<TableEntity?> Find(string partition, string row, params string[]? select)
    {
        var found = await reader.GetEntityIfExistsAsync<TableEntity>(partition, row, select is { Length: > 0 } ? select : null).ConfigureAwait(false);
        return found.HasValue ? found.Value : null;
    }

    /// <summary>Rows in the order of their keys, page after page.</summary>
    public IAsyncEnumerable<TableEntity> Read(
        string? filter, int perPage = 1000, IEnumerable<string>? select = null, CancellationToken cancellation = default) =>
        reader.QueryAsync<TableEntity>(filter, perPage, select, cancellation);

    /// <summary>One page after a continuation, which is null at the beginning and at the end.</summary>
    public async Task<(IReadOnlyList<TableEntity> Rows, string? Next)> Page(string filter, int perPage, IEnumerable<string> select, string? after)
    {
        await foreach (var page in reader.QueryAsync<TableEntity>(filter, perPage, select).AsPages(after, perPage).ConfigureAwait(false))
        {
            return (page.Values, string.IsNullOrEmpty(page.ContinuationToken) ? null : page.ContinuationToken);
        }

        return ([], null);
    }

    /// <summary>
    /// Writes rows of one partition, all or none; the new etags, or null when it was refused, because a row is there, is not there, or is
    /// not at its etag.
    /// </summary>
    /// <exception cref="RowTooLargeException">Definitely not written.</exception>
    /// <exception cref="StoreOutcomeUnknownException">It failed; it may or may not have taken place.</exception>
    public async Task<string[]?> Write(params TableTransactionAction[] rows)
    {
        if (pause is not null)
        {
            await pause.Wait().ConfigureAwait(false);
        }

        using var _ = await gate.Enter().ConfigureAwait(false);
        var began = Stopwatch.GetTimestamp();
        try
        {
            var answer = await writer.SubmitTransactionAsync(rows).ConfigureAwait(false);
            gate.Worked();
            StoreMetrics.Committed(1, Stopwatch.GetElapsedTime(began));
            return [.. answer.Value.Select(one => one.Headers.ETag?.ToString() ?? "")];
        }
        catch (RequestFailedException refused) when (IsRefusal(refused))
        {
            gate.Worked();
            return null;
        }
        catch (RequestFailedException refused) when (IsTooLarge(refused))
        {
            throw new RowTooLargeException(refused);
        }
        catch (Exception error)
        {
            StoreMetrics.Failed(1);
            gate.Failed(error);
            throw new StoreOutcomeUnknownException("The write failed; it is unknown whether it took place.", error);
        }
    }

    private static bool IsRefusal(RequestFailedException error) =>
        error.Status is 404 or 409 or 412 && error.ErrorCode != TableErrorCode.TableNotFound && error.ErrorCode != TableErrorCode.TableBeingDeleted;

    private static bool IsTooLarge(RequestFailedException error) =>
        error.Status == 413 || error.ErrorCode is "EntityTooLarge" or "RequestBodyTooLarge" or "PropertyValueTooLarge";
}

/// <summary>A row that is larger than the tables take; nothing was written.</summary>
internal sealed class RowTooLargeException(Exception inner) : Exception("The row is larger than the tables take.", inner);
