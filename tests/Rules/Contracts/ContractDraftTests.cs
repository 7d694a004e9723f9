namespace SalesGrains.Contracts;

/// <summary>A contract until it is signed: what a draft may lack, and its number.</summary>
public sealed class ContractDraftTests
{
    [Fact]
    public void A_draft_may_be_incomplete_but_is_not_signed_then()
    {
        var contract = Some.Contract(new(2026, 3, 2));
        var term = Some.Prepay() with { Trigger = null };
        Assert.Null(contract.Do(new CreateContract(Some.Draft(terms: term))));

        var refused = contract.Do(new SignContract(new(2026, 3, 2)));

        Assert.Equal(("term.trigger-missing", "/terms/0/trigger"), (refused?.Code, refused?.Field));
        Assert.Single(contract.Events);
    }

    [Theory]
    [InlineData("contract.number-missing", "/number")]
    [InlineData("contract.customer-missing", "/customerId")]
    [InlineData("contract.rep-missing", "/repId")]
    [InlineData("money.out-of-range", "/total")]
    [InlineData("contract.warranty-out-of-range", "/warrantyMonths")]
    public void What_is_wrong_in_itself_is_refused_in_a_draft(string code, string field)
    {
        var draft = Some.Draft();
        draft = field switch
        {
            "/number" => draft with { Number = " " },
            "/customerId" => draft with { CustomerId = "" },
            "/repId" => draft with { RepId = "" },
            "/total" => draft with { TotalFen = -1 },
            _ => draft with { WarrantyMonths = 241 },
        };

        var refused = Some.Contract(new(2026, 3, 2)).Do(new CreateContract(draft));

        Assert.Equal((code, field), (refused?.Code, refused?.Field));
    }

    [Fact]
    public void A_draft_is_made_once_revised_freely_and_signed_once()
    {
        var contract = Some.Contract(new(2026, 3, 2));
        Assert.Equal("contract.not-found", contract.Do(new SignContract(new(2026, 3, 2)))?.Code);
        Assert.Null(contract.Do(new CreateContract(Some.Draft())));
        Assert.Equal("contract.exists", contract.Do(new CreateContract(Some.Draft()))?.Code);
        Assert.Null(contract.Do(new ReviseDraft(Some.Draft() with { Title = "二期" })));
        Assert.Null(contract.Do(new SignContract(new(2026, 3, 2))));

        Assert.Equal("二期", contract.State.Header.Title);
        Assert.Equal("contract.already-signed", contract.Do(new SignContract(new(2026, 3, 2)))?.Code);
        Assert.Equal("contract.not-draft", contract.Do(new ReviseDraft(Some.Draft()))?.Code);
    }

    [Fact]
    public void A_contract_whose_number_is_refused_goes_on_under_one_that_nobody_else_can_have()
    {
        var contract = Some.Contract(new(2026, 3, 2), "c-77");
        contract.Do(new CreateContract(Some.Draft()));
        var use = contract.Effects.First(effect => effect.Body is Numbers.UseNumber);
        contract.Effects.Clear();

        contract.Undelivered(use, new("number.taken"));

        Assert.Equal("HT-2026-0131-c-77", contract.State.Header.Number);
        Assert.Contains(contract.Effects, effect => effect.Body is Numbers.UseNumber { Text: "HT-2026-0131-c-77" });
    }

    [Fact]
    public void A_revised_draft_frees_its_former_number_and_tells_both_customers()
    {
        var contract = Some.Contract(new(2026, 3, 2));
        contract.Do(new CreateContract(Some.Draft()));
        contract.Effects.Clear();

        contract.Do(new ReviseDraft(Some.Draft() with { Number = "HT-2026-0132", CustomerId = "cust-2" }));

        Assert.Contains(contract.Effects, effect => effect.Body is Numbers.UseNumber { Text: "HT-2026-0132" });
        Assert.Contains(contract.Effects, effect => effect.Body is Numbers.FreeNumber);
        Assert.Contains(contract.Effects, effect => effect is { Body: ForgetContract, To.Id: "cust-1" });
        Assert.Contains(contract.Effects, effect => effect is { Body: KnowContract, To.Id: "cust-2" });
    }
}
