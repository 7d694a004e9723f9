// Each class of tests has a program and a browser of its own; one after another they are not late on a small machine.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
