namespace SalesGrains.Entities;

/// <summary>
/// The entity's own code failed, definitely: nothing was changed, and the same call will fail again. Only this counts as a try of
/// something due; whatever else is thrown at a caller (timeout, silo lost, unknown outcome) means "not now".
/// </summary>
[GenerateSerializer, Alias("entity-fault")]
public sealed class EntityFaultException : Exception
{
    /// <summary>For the serializer.</summary>
    public EntityFaultException() : base("The entity's code failed.") { }

    /// <summary>Names what failed.</summary>
    public EntityFaultException(string message) : base(message) { }

    /// <summary>Keeps the cause for the log.</summary>
    public EntityFaultException(string message, Exception inner) : base(message, inner) { }
}

/// <summary>What is stored was written by a newer program, which said that this one must not load it.</summary>
[GenerateSerializer, Alias("newer-record")]
public sealed class NewerRecordException : Exception
{
    /// <summary>For the serializer.</summary>
    public NewerRecordException() : base("The record needs a newer reader.") { }

    /// <summary>Names the record.</summary>
    public NewerRecordException(string message) : base(message) { }

    /// <summary>Keeps the cause for the log.</summary>
    public NewerRecordException(string message, Exception inner) : base(message, inner) { }
}

/// <summary>A call of one organisation reached for a grain of another: refused before the grain sees it.</summary>
[GenerateSerializer, Alias("organization-mismatch")]
public sealed class OrganizationMismatchException : Exception
{
    /// <summary>For the serializer.</summary>
    public OrganizationMismatchException() : base("The grain belongs to another organisation.") { }

    /// <summary>Names caller and target.</summary>
    public OrganizationMismatchException(string message) : base(message) { }

    /// <summary>Keeps the cause for the log.</summary>
    public OrganizationMismatchException(string message, Exception inner) : base(message, inner) { }
}
