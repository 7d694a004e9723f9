using System.Text.Json;
using SalesGrains.Entities.Chains;

namespace SalesGrains.Entities.Commits;

/// <summary>Writes a commit row's content; <see cref="CommitContent"/> reads it back.</summary>
internal static class CommitWriter
{
    /// <param name="facts">The facts as they are stored beside it.</param>
    public static byte[] Write<TState, TCommand, TEvent>(
        Draft<TState, TCommand, TEvent> draft, EntityDefinition<TState, TCommand, TEvent> definition, ReadOnlyMemory<byte> facts, string? key, CommitSeals seals)
        where TState : class
        where TEvent : class
    {
        using var buffer = JsonBuffer.Rent();
        var json = buffer.Writer;
        var actor = draft.Context.Actor;

        json.WriteStartObject();
        Put(json, "actor"u8, actor);
        if (key is not null)
        {
            json.WriteString("key"u8, key);
        }

        json.WriteNumber("generation"u8, draft.Organization.Generation);
        json.WriteNumber("rulesVersion"u8, draft.Context.Rules.Version);
        json.WriteNumber("calendarVersion"u8, draft.Context.Calendar.Version);

        if (draft.ClockVersion > 0)
        {
            json.WriteNumber("clockVersion"u8, draft.ClockVersion);
        }

        json.WriteStartArray("events"u8);
        foreach (var one in draft.Events)
        {
            json.WriteStartObject();
            json.WritePropertyName("data"u8);
            JsonSerializer.Serialize(json, one.Event, definition.EventJson);
            Origin(json, one.OccurredAt, draft.RecordedAt, one.Actor, actor);
            if (one.Cause is not null)
            {
                json.WriteString("cause"u8, one.Cause);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("effects"u8);
        foreach (var effect in draft.Effects)
        {
            json.WriteStartObject();
            json.WriteString("to"u8, effect.To.ToString());
            json.WriteNumber("number"u8, effect.Item.Number);
            json.WriteString("id"u8, effect.Item.EffectId);
            json.WritePropertyName("body"u8);
            json.WriteRawValue(effect.Item.Payload!, skipInputValidation: true);
            Origin(json, effect.Item.OccurredAt, draft.RecordedAt, effect.Item.Actor, actor);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (draft.Rejection is not null)
        {
            json.WritePropertyName("rejection"u8);
            JsonSerializer.Serialize(json, draft.Rejection, ProtocolJson.Stored.Rejection);
        }

        json.WritePropertyName("facts"u8);
        json.WriteRawValue(facts.Span, skipInputValidation: true);
        json.WritePropertyName("sealed"u8);
        JsonSerializer.Serialize(json, seals, ProtocolJson.Stored.CommitSeals);
        json.WriteEndObject();
        return buffer.ToArray();
    }

    /// <summary>Only what differs from the commit itself is written again.</summary>
    private static void Origin(Utf8JsonWriter json, DateTimeOffset occurredAt, DateTimeOffset recordedAt, Actor actor, Actor commits)
    {
        if (occurredAt != recordedAt)
        {
            json.WriteString("occurredAt"u8, occurredAt);
        }

        if (actor != commits)
        {
            Put(json, "actor"u8, actor);
        }
    }

    private static void Put(Utf8JsonWriter json, ReadOnlySpan<byte> name, Actor actor)
    {
        json.WriteStartObject(name);
        json.WriteString("id"u8, actor.Id);
        json.WriteString("name"u8, actor.Name);
        json.WriteString("role"u8, actor.Role);
        json.WriteEndObject();
    }
}
