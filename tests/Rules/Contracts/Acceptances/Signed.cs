using SalesGrains.Entities;

namespace SalesGrains.Contracts.Acceptances;

/// <summary>Signed acceptances for tests. The chain of the contract is 总经理 and 采购总监.</summary>
internal static class Signed
{
    public static readonly Actor Rep = new("u-rep", "小周", "rep");
    public static readonly Actor Director = new("u-director", "陈总", "director");
    public static readonly Actor Manager = new("u-manager", "刘经理", "manager");

    public static PureEntity<ContractState, ContractCommand, ContractEvent> Contract(TestClock clock, params Term[] terms)
    {
        var contract = Some.Contract(clock);
        var draft = Some.Draft(terms: terms) with { DecisionChain = [new() { Role = "approver", Title = "总经理" }, new() { Role = "buyer", Title = "采购总监" }] };
        Assert.Null(contract.Do(new CreateContract(draft)));
        Assert.Null(contract.Do(new SignContract(clock.Today)));
        return contract;
    }

    public static RecordAcceptance By(string title, DateOnly on, string name = "王立", string acceptance = "final-accepted", char hash = 'a') =>
        new(acceptance, on, name, title, new(new string(hash, 64), "验收单.pdf", "pdf", 1234));

    public static IEnumerable<int> Frozen(this PureEntity<ContractState, ContractCommand, ContractEvent> contract) =>
        contract.State.Nodes.Where(node => node.Held).Select(node => node.No);

    public static ContractFacts Read(this PureEntity<ContractState, ContractCommand, ContractEvent> contract) => (ContractFacts)contract.Facts();
}
