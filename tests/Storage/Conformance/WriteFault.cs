namespace SalesGrains.Conformance;

/// <summary>Where a write fails.</summary>
public enum WriteFault
{
    /// <summary>It does not take place.</summary>
    Before,

    /// <summary>It takes place; its acknowledgement is lost.</summary>
    After,
}
