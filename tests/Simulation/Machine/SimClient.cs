using SalesGrains.Entities;

namespace SalesGrains.Machine;

/// <summary>A person or a program with keys: repeats what was not answered, sometimes what was, sometimes with another payload.</summary>
public sealed class SimClient(World world, int number)
{
    private readonly long[] _seen = new long[SimStore.Entities];
    private int _commands;

    public async Task Work(int commands)
    {
        while (_commands < commands)
        {
            await world.Delay(world.Outside, world.Random.Chance(0.3) ? 0 : world.Random.Between(0, 2 * Faults.End / commands));
            if (world.Faults.Quiet)
            {
                return;
            }

            await Perform(Next(world.Random.Below(SimStore.Entities)));
        }
    }

    /// <summary>Both are told to absorb the other.</summary>
    public Task Absorb(int entity, int other) => Perform(Command(entity, SimOperation.Absorb, other: other));

    private SimCommand Next(int entity)
    {
        var random = world.Random;
        var other = (entity + 1 + random.Below(SimStore.Entities - 1)) % SimStore.Entities;
        return random.Below(100) switch
        {
            < 25 => Command(entity, SimOperation.Deposit, random.Between(1, 60)),
            < 65 => Command(entity, SimOperation.Transfer, random.Between(1, 50), other),
            < 83 => Command(entity, SimOperation.Plan, random.Between(1, 5), at: Later()),
            < 89 => Command(entity, SimOperation.Freeze),
            < 96 => Command(entity, SimOperation.Thaw),
            < 97 => Command(entity, SimOperation.Delete),
            _ => Command(entity, SimOperation.Absorb, other: other),
        };
    }

    private long Later()
    {
        var now = world.Faults.Sandbox ? world.Store.Organization.VirtualNow : world.TimeOfDay;
        if (world.Faults.Sandbox)
        {
            // Several at one moment: a jump must wake them in order.
            return (now + world.Random.Between(0, 4_000)) / 500 * 500;
        }

        return now + (world.Faults.LeapDays > 0 && world.Random.Chance(0.4)
            ? world.Random.Between(1, 20) * 86_400_000
            : world.Random.Between(0, 4_000));
    }

    private SimCommand Command(int entity, SimOperation operation, long amount = 0, int other = -1, long at = 0)
    {
        var key = $"{number}-{++_commands}";
        return new(
            key, $"{operation} {entity} {amount} {other} {at}", entity, operation, amount, other, at,
            world.Random.Chance(0.15) ? _seen[entity] : null,
            world.Faults.Sandbox ? world.Store.Organization.ClockVersion : null);
    }

    private async Task Perform(SimCommand command)
    {
        world.Checker.Asked(command);
        for (var tries = 0; tries < 12; tries++)
        {
            while (world.Store.Organization.Jumping)
            {
                await world.Delay(world.Outside, 50);
            }

            if (await Ask(command))
            {
                Again(command);
                return;
            }

            if (world.Random.Chance(0.1))
            {
                return;
            }

            await world.Delay(world.Outside, 50 << Math.Min(tries, 4));
        }
    }

    private async Task<bool> Ask(SimCommand command)
    {
        var askedAt = world.TimeOfDay;
        var outcome = await world.Network.Call<SimEntity, CommandOutcome>(
            world.Outside, Address.Entity(command.Entity), e => e.Execute(command));
        if (outcome is null)
        {
            return false;
        }

        world.Checker.Answered(command, outcome, askedAt);
        _seen[command.Entity] = Math.Max(_seen[command.Entity], outcome.Version);
        return true;
    }

    private void Again(SimCommand command)
    {
        if (world.Random.Chance(0.25))
        {
            world.At(world.Random.Between(1, 4_000), world.Outside, () => world.Start(() => Ask(command)));
        }

        if (world.Random.Chance(0.1))
        {
            var other = command with { Amount = command.Amount + 1, Fingerprint = command.Fingerprint + " and more" };
            world.At(world.Random.Between(1, 4_000), world.Outside, () => world.Start(() => Ask(other)));
        }
    }
}
