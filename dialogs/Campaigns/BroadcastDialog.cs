using System.Globalization;
using BotAssistant.Campaigns;
using BotAssistant.Conversations;
using BotAssistant.Dialogs.Engine;
using BotAssistant.Dialogs.People;
using BotAssistant.People;
using BotAssistant.Regulations;
using BotAssistant.Workshops;

namespace BotAssistant.Dialogs.Campaigns;

/// <summary>The district codes that the caller may write to, or <see cref="Person.WholeCity"/>.</summary>
public sealed record FindBroadcastScope : IQuery<IReadOnlyList<string>>;

/// <summary>Who would get it now, by which route.</summary>
public sealed record ForecastCampaign(CampaignContent Content) : IQuery<Forecast>;

/// <summary>The officer wants to send this: a draft, until a second person has approved it.</summary>
/// <param name="Number">Null for a new one.</param>
public sealed record WriteCampaign(int? Number, CampaignContent Content) : ICommand;

/// <summary>群发: what for, to whom, in which words, when; then how many will get it, and one of them as it will be read.</summary>
public sealed class BroadcastDialog(ITexts texts, RegulationBook regulations, CampaignCard card)
{
    public const string Name = "broadcast";

    /// <summary>Input: the number of the campaign that is changed; absent for a new one.</summary>
    public const string NumberInput = "number";

    private const string Now = "now", Owners = "owners";

    private readonly BroadcastTime times = BroadcastTime.From(texts);

    public async Dialog<ICommand> Run(Prompter ask)
    {
        var rules = regulations.On(ask.Today);
        var covered = await ask.Fetch(new FindBroadcastScope());
        var purpose = await ask.For(new TextQuestion("purpose", 2, 40));
        var role = await ask.For(new ChoiceQuestion("to", OptionTexts.Of(texts, "broadcast.to", Owners, "inspectors"))) == Owners ? Role.Owner : Role.Inspector;
        var text = await ask.For(Text(rules.Campaigns, role));
        var districts = covered is [not Person.WholeCity] ? covered : await Districts(ask, rules.Districts, covered);
        var (products, production) = role == Role.Owner ? await Workshops(ask, rules.FoodKinds) : ([], []);
        var when = await ask.For(new FormattedQuestion("when", "yyyy-MM-ddTHH:mm", (string typed, out string canonical) => times.Read(typed, ask.Today, rules, out canonical))
        {
            Otherwise = OptionTexts.One(texts, "broadcast.when", Now),
            Mask = canonical => canonical.Replace('T', ' '),
            Values = [("from", $"{rules.QuietHours.FromHour}"), ("until", $"{rules.QuietHours.UntilHour}")],
        });
        var content = new CampaignContent(purpose, CampaignRules.Tidy(text), new Audience(role, districts, products, production), when == Now ? null : BroadcastTime.Parse(when));
        var forecast = await ask.Fetch(new ForecastCampaign(content));
        ask.Say("broadcast.forecast", ("forecast", card.Of(forecast)));
        await ask.Confirm(content);
        return new WriteCampaign(ask.Input.TryGetValue(NumberInput, out var number) ? int.Parse(number, CultureInfo.InvariantCulture) : null, content);
    }

    private TextQuestion Text(CampaignRules rules, Role role) => new("text", 5, rules.MaxLength)
    {
        Check = typed => rules.Check(CampaignRules.Tidy(typed), role),
        Values = [("max", $"{rules.MaxLength}"), ("fields", role == Role.Owner ? rules.Known() : texts.Say("broadcast.no-fields"))],
    };

    private async Dialog<IReadOnlyList<string>> Districts(Prompter ask, Districts districts, IReadOnlyList<string> covered)
    {
        var isWholeCity = covered.Contains(Person.WholeCity);
        var names = await ask.For(new ListQuestion("districts", ListVerbs.From(texts), districts.All.Count, 12)
        {
            None = OptionTexts.One(texts, "broadcast.districts", "all"),
            Check = item => districts.Find(item) is { } found && (isWholeCity || covered.Contains(found.Code)) ? null : new Refusal("broadcast-district", ("district", item)),
            Values = [("where", DistrictNames.Of(texts, districts, covered))],
        });
        return names.Count == 0 ? covered : [.. names.Select(name => districts.Find(name)!.Code).Distinct()];
    }

    private async Dialog<(IReadOnlyList<string> Products, IReadOnlyList<ProductionState> Production)> Workshops(Prompter ask, FoodKinds kinds)
    {
        var products = await ask.For(new ListQuestion("products", ListVerbs.From(texts), 20, 20)
        {
            None = OptionTexts.One(texts, "broadcast.products", "all"),
            Check = item => ProductMarks.Find(item, kinds) is null ? new Refusal("broadcast-product", ("product", item)) : null,
        });
        var status = await ask.For(new ChoiceQuestion("status", OptionTexts.Of(texts, "broadcast.status", "any", "producing", "suspended")));
        return ([.. products.Select(product => ProductMarks.Find(product, kinds)!).Distinct()], status switch
        {
            "producing" => [ProductionState.Producing],
            "suspended" => [ProductionState.Suspended],
            _ => [ProductionState.Producing, ProductionState.Suspended],
        });
    }
}
