using BotAssistant.Conversations;
using BotAssistant.Dialogs.Engine;
using BotAssistant.Dialogs.Words;
using BotAssistant.People;
using BotAssistant.Workshops;

namespace BotAssistant.Dialogs.Workshops;

/// <summary>One of the caller's workshops.</summary>
public sealed record OwnedWorkshop(Guid Id, string Number, string Name);

/// <summary>The caller's registered workshops that could move to a production state.</summary>
public sealed record FindOwned(ProductionState To) : IQuery<IReadOnlyList<OwnedWorkshop>>;

/// <summary>The owner reports a change of production.</summary>
public sealed record MoveProduction(Guid WorkshopId, ProductionState To, string Reason) : ICommand;

/// <summary>There is no workshop to report on.</summary>
public sealed record NothingToMove : ICommand;

/// <summary>停产, 复产, 歇业: which workshop, why, sure?</summary>
public sealed class ProductionDialog(ITexts texts)
{
    public const string Name = "production";

    /// <summary>Input: the <see cref="ProductionState"/> to move to.</summary>
    public const string ToInput = "to";

    public async Dialog<ICommand> Run(Prompter ask)
    {
        var to = Enum.Parse<ProductionState>(ask.Input[ToInput]);
        var owned = await ask.Fetch(new FindOwned(to));
        if (owned.Count == 0)
        {
            return new NothingToMove();
        }

        var moving = ("to", texts.Say($"production-state.{to.ToString().ToLowerInvariant()}"));
        var workshopId = owned.Count == 1 ? $"{owned[0].Id}" : await ask.For(new ChoiceQuestion("workshop", [.. owned.Select(workshop => new Option($"{workshop.Id}", $"{workshop.Name} {workshop.Number}"))]) { Values = [moving] });
        var chosen = owned.Single(workshop => $"{workshop.Id}" == workshopId);
        var reason = await ask.For(new TextQuestion("reason", 2, 100) { Values = [moving, ("workshop", chosen.Name)] });
        var command = new MoveProduction(chosen.Id, to, reason);
        await ask.Confirm(command);
        return command;
    }
}

/// <summary>The words that open <see cref="ProductionDialog"/>.</summary>
public sealed class ProductionWord(string name, ProductionState to) : IWord
{
    public string Name => name;
    public Ability Needs => Ability.ChangeOwnWorkshops;
    public bool TakesArgument => false;

    public Task<WordReply> RunAsync(Caller caller, string argument, CancellationToken stop)
        => Task.FromResult<WordReply>(new WordReply.Opens(ProductionDialog.Name, "") { Input = { [ProductionDialog.ToInput] = to.ToString() } });
}
