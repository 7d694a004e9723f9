using System.Reflection;
using System.Text;
using SalesGrains.Machine;

namespace SalesGrains;

/// <summary>Every sentence of the protocol has a mutant without it, and the table of both is checked in.</summary>
public sealed class ProtocolTableTests
{
    [Fact]
    public void Every_mutant_breaks_one_sentence_and_no_two_break_the_same()
    {
        var sentences = Mutants().Select(mutant => mutant.Sentence).ToList();

        Assert.All(sentences, Assert.NotNull);
        Assert.Equal(sentences.Count, sentences.Distinct().Count());
    }

    [Fact]
    public async Task The_table_of_sentences_and_mutants_is_what_the_simulator_breaks()
    {
        var table = new StringBuilder("""
            # The entity protocol, sentence by sentence

            Each sentence was taken away from the simulated protocol, one at a time; the simulator's checker finds each one out within a hundred
            runs (`A_protocol_without_this_sentence_is_found_out_within_a_hundred_seeds`, one row for each mutant). `SIM_MUTANT=name` runs one.
            Written by `UPDATE_PROTOCOL=1 dotnet test tests/Simulation --filter ProtocolTable`.

            | sentence | mutant without it |
            |---|---|

            """);
        foreach (var (mutant, sentence) in Mutants())
        {
            table.Append($"| {sentence} | `{mutant}` |\n");
        }

        await Sources.Compare("docs/protocol.md", table.ToString(), "UPDATE_PROTOCOL");
    }

    private static IEnumerable<(Mutant Mutant, string? Sentence)> Mutants() => Enum.GetValues<Mutant>().Where(mutant => mutant != Mutant.None)
        .Select(mutant => (mutant, typeof(Mutant).GetField(mutant.ToString())!.GetCustomAttribute<BreaksAttribute>()?.Sentence));
}
