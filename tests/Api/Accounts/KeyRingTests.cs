using System.Xml.Linq;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;

namespace SalesGrains.Accounts;

/// <summary>The keys of sessions in the store, as several silos write them.</summary>
[Collection(SharedApp.Name)]
public sealed class KeyRingTests(SalesApp app)
{
    private readonly IGrainStorage documents = app.Services.GetRequiredKeyedService<IGrainStorage>(StorageNames.Documents);

    [Fact]
    public void Of_two_silos_that_find_no_key_at_the_same_time_one_makes_it()
    {
        var (one, two) = (Ring(), Ring());
        var before = one.GetAllElements().Count;
        Assert.Equal(before, two.GetAllElements().Count);

        one.StoreElement(Element("key", "a"), "a");
        two.StoreElement(Element("key", "b"), "b");

        Assert.Equal(["a"], Added(one, before));
        Assert.Equal(["a"], Added(two, before));
    }

    [Fact]
    public void A_key_that_follows_known_ones_and_a_revocation_are_always_kept()
    {
        var (one, two) = (Ring(), Ring());
        one.GetAllElements();
        var before = two.GetAllElements().Count;

        one.StoreElement(Element("key", "c"), "c");
        two.StoreElement(Element("revocation", "r"), "r");
        two.GetAllElements();
        two.StoreElement(Element("key", "d"), "d");

        Assert.Equal(["c", "r", "d"], Added(one, before));
    }

    [Fact]
    public async Task Silos_that_write_at_the_same_time_lose_nothing()
    {
        var before = Ring().GetAllElements().Count;

        await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(() => Ring().StoreElement(Element("revocation", $"{n}"), ""))));

        Assert.Equal(Enumerable.Range(0, 8).Select(n => $"{n}"), Added(Ring(), before).Order());
    }

    private KeyRing Ring() => new(documents);

    private static IEnumerable<string> Added(KeyRing ring, int before) => ring.GetAllElements().Skip(before).Select(element => element.Attribute("id")!.Value);

    private static XElement Element(string name, string id) => new(name, new XAttribute("id", id));
}
