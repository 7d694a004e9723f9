namespace SalesGrains.Browsing;

/// <summary>Tests that only look share one company: what they see does not depend on their order.</summary>
[CollectionDefinition(nameof(Reading))]
public sealed class Reading : ICollectionFixture<Company>;

/// <summary>Tests that write share another.</summary>
[CollectionDefinition(nameof(Writing))]
public sealed class Writing : ICollectionFixture<Company>;

/// <summary>One that is backed up and restored.</summary>
[CollectionDefinition(nameof(Restoring))]
public sealed class Restoring : ICollectionFixture<Company>;
