// Each test has two cores' worth of work of its own: side by side they would measure each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
