using SalesGrains.Processes;

// The test assembly is also a program, so that a test can start it as a process of its own and kill it.
return args switch
{
    ["write", var engine, var place] => await WritingProcess.Run(engine, place),
    ["serve", var folder] => await ServingProcess.Run(folder),
    ["open", var folder] => OpeningProcess.Run(folder),
    _ => 64,
};
