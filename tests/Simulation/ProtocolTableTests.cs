using System.Reflection;
using System.Text;
using SalesGrains.Carriage.Machine;
using SalesGrains.Machine;

namespace SalesGrains;

/// <summary>Every sentence of the protocol has a mutant without it, and the table of both is checked in.</summary>
public sealed class ProtocolTableTests
{
    private const string Carriage = """
        # Carrying nudges, and the clock of a first contact, sentence by sentence

        Each sentence was taken away from the product's rules or from the simulated pump, one at a time; the simulator's checker finds each one
        out within three hundred runs (`Without_this_sentence_they_are_found_out_within_three_hundred_seeds`, one row for each). `CARRIAGE_OMISSION=name`
        runs without one. Written by `UPDATE_PROTOCOL=1 dotnet test tests/Simulation --filter ProtocolTable`.

        | sentence | omission |
        |---|---|

        """;

    [Fact]
    public void Every_mutant_breaks_one_sentence_and_no_two_break_the_same()
    {
        var sentences = Named<Mutant>().Concat(Named<Omission>()).Select(mutant => mutant.Sentence).ToList();

        Assert.All(sentences, Assert.NotNull);
        Assert.Equal(sentences.Count, sentences.Distinct().Count());
    }

    [Fact]
    public async Task The_table_of_sentences_and_mutants_is_what_the_simulator_breaks()
    {
        var table = new StringBuilder("""
            # The entity protocol, sentence by sentence

            Each sentence was taken away from the simulated protocol, one at a time; the simulator's checker finds each one out within four hundred
            runs (`A_protocol_without_this_sentence_is_found_out_within_four_hundred_seeds`, one row for each mutant). `SIM_MUTANT=name` runs one.
            Written by `UPDATE_PROTOCOL=1 dotnet test tests/Simulation --filter ProtocolTable`.

            | sentence | mutant without it |
            |---|---|

            """);
        Write<Mutant>(table);
        await Sources.Compare("docs/protocol.md", table.ToString(), "UPDATE_PROTOCOL");
    }

    [Fact]
    public async Task The_table_of_sentences_about_carrying_is_what_the_simulator_leaves_out()
    {
        var table = new StringBuilder(Carriage);
        Write<Omission>(table);
        await Sources.Compare("docs/carriage.md", table.ToString(), "UPDATE_PROTOCOL");
    }

    private static void Write<T>(StringBuilder table)
        where T : struct, Enum
    {
        foreach (var (mutant, sentence) in Named<T>())
        {
            table.Append($"| {sentence} | `{mutant}` |\n");
        }
    }

    private static IEnumerable<(string Mutant, string? Sentence)> Named<T>()
        where T : struct, Enum => Enum.GetNames<T>().Where(name => name != "None")
            .Select(name => (name, typeof(T).GetField(name)!.GetCustomAttribute<BreaksAttribute>()?.Sentence));
}
