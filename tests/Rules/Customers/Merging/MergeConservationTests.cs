namespace SalesGrains.Customers;

/// <summary>
/// Two customers with two contracts and two numbers become one while money comes, goes and is taken back, their lanes delivered late and in any
/// order between lanes (X10): in the end the one that stays has every fen, every contract and every number, and each signal once.
/// </summary>
public sealed class MergeConservationTests
{
    private const int Rounds = 200;
    private const int Steps = 70;

    [Fact]
    public void No_fen_contract_number_or_signal_is_lost_or_doubled_by_a_merge_at_any_moment()
    {
        var merged = 0;
        for (ulong seed = 1; seed <= Rounds; seed++)
        {
            try
            {
                merged += new MergingFirm(seed).Play(Steps) ? 1 : 0;
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"Random start {seed}: {error.Message}", error);
            }
        }

        Assert.InRange(merged, Rounds / 2, Rounds);
    }
}
