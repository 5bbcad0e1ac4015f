using System.Globalization;
using BotAssistant.Campaigns;
using BotAssistant.Conversations;
using BotAssistant.Dialogs.People;
using BotAssistant.People;
using BotAssistant.Regulations;

namespace BotAssistant.Dialogs.Campaigns;

/// <summary>A campaign as officers see it.</summary>
public sealed class CampaignCard(ITexts texts, RegulationBook regulations, CampaignMessages messages, TimeProvider time)
{
    private RulesInForce Rules => regulations.On(ChinaTime.Today(time));

    /// <summary>All that is approved, word for word, and its code.</summary>
    public string Of(Campaign campaign) => texts.Say(
        "campaign.card",
        ("number", Count(campaign.Number)),
        ("purpose", campaign.Content.Purpose),
        ("state", State(campaign)),
        ("author", campaign.Author),
        ("audience", Audience(campaign.Content.Audience)),
        ("when", When(campaign.Content)),
        ("text", campaign.Content.Text),
        ("digest", campaign.Content.Digest()));

    public string Steps(Campaign campaign) => string.Join('\n', campaign.Steps.Select(step => texts.Say(
        "campaign.step",
        ("date", Minute(step.At)),
        ("what", texts.Say($"campaign-step.{step.Kind}")),
        ("by", step.By.Length == 0 ? texts.Say("campaign.clock") : step.By),
        ("reason", step.Reason ?? ""))));

    public string Approved(Campaign campaign) => texts.Say(
        campaign.Content.SendAt is null ? "campaign.approved-at-once" : "campaign.approved",
        ("number", Count(campaign.Number)),
        ("from", Count(Rules.QuietHours.FromHour)),
        ("until", Count(Rules.QuietHours.UntilHour)));

    public string Line(Campaign campaign) => texts.Say("campaign.line", ("number", Count(campaign.Number)), ("purpose", campaign.Content.Purpose), ("state", State(campaign)));

    /// <summary>How many by which route, why others not, and the first as it will be read.</summary>
    public string Of(Forecast forecast)
    {
        var sendable = forecast.Lines.Where(line => line.Route != Messaging.OutboundRoute.None).Sum(line => line.Count);
        string[] lines =
        [
            texts.Say(forecast.IsWhole ? "campaign.total" : "campaign.total-part", ("total", Count(forecast.Total)), ("sendable", Count(sendable))),
            .. forecast.Lines.Select(line => texts.Say("campaign.route", ("route", texts.Say($"campaign-route.{line.Route.ToString().ToLowerInvariant()}")), ("reason", Reason(line.Reason)), ("count", Count(line.Count)))),
            .. forecast.Unreachable == 0 ? Array.Empty<string>() : [texts.Say("campaign.unreachable", ("count", Count(forecast.Unreachable)))],
            .. forecast.Sample is { } sample ? [texts.Say("campaign.sample", ("message", texts.Say(CampaignMessages.TextKey, messages.Values(sample))))] : Array.Empty<string>(),
        ];
        return string.Join('\n', lines);
    }

    /// <summary>群发进度: the numbers in a line.</summary>
    public string Progress(Campaign campaign, IReadOnlyList<TallyLine> tally)
    {
        return texts.Say(
            "campaign.progress",
            ("number", Count(campaign.Number)),
            ("state", State(campaign)),
            ("total", Count(tally.Sum(line => line.Count))),
            ("sent", Of(line => line.State == RecipientState.Sent)),
            ("ahead", Of(line => line.State is RecipientState.Pending || line is { State: RecipientState.Queued, Waits: false })),
            ("waiting", Of(line => line.Waits)),
            ("other", Of(line => line.State is not (RecipientState.Sent or RecipientState.Pending or RecipientState.Queued))));

        string Of(Func<TallyLine, bool> which) => Count(tally.Where(which).Sum(line => line.Count));
    }

    /// <summary>群发结果: every state and reason with its number.</summary>
    public string Result(Campaign campaign, IReadOnlyList<TallyLine> tally) => texts.Say(
        "campaign.result",
        ("number", Count(campaign.Number)),
        ("purpose", campaign.Content.Purpose),
        ("state", State(campaign)),
        ("total", Count(tally.Sum(line => line.Count))),
        ("lines", tally.Count == 0 ? texts.Say("campaign.result-none") : string.Join('\n', tally.Select(line => texts.Say(
            "campaign.result-line",
            ("state", texts.Say($"campaign-recipient.{(line.Waits ? "waiting" : line.State.ToString().ToLowerInvariant())}")),
            ("reason", line.State == RecipientState.Sent ? "" : Reason(line.Reason)),
            ("count", Count(line.Count)))))));

    public string State(Campaign campaign) => texts.Say($"campaign-state.{campaign.State.ToString().ToLowerInvariant()}");

    private string Audience(Audience audience)
    {
        var where = DistrictNames.Of(texts, Rules.Districts, audience.Districts);
        return audience.Role != Role.Owner
            ? texts.Say("campaign.audience-inspectors", ("districts", where))
            : texts.Say(
                "campaign.audience-owners",
                ("districts", where),
                ("products", audience.Products.Count == 0 ? texts.Say("campaign.all-products") : texts.List(audience.Products.Select(mark => ProductMarks.NameOf(mark, Rules.FoodKinds)))),
                ("status", texts.List(audience.Production.Select(state => texts.Say($"production-state.{state.ToString().ToLowerInvariant()}")))));
    }

    private string When(CampaignContent content) => content.SendAt is { } at ? Minute(at) : texts.Say("campaign.at-once");

    /// <summary>A platform's own number may follow the code.</summary>
    private string Reason(string? reason)
    {
        if (reason is null)
        {
            return "";
        }

        var code = reason.Split(' ')[0];
        return texts.Say("campaign.reason", ("reason", texts.Has($"campaign-reason.{code}") ? texts.Say($"campaign-reason.{code}") : reason));
    }

    private static string Minute(DateTimeOffset at) => ChinaTime.In(at).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string Count(int number) => number.ToString(CultureInfo.InvariantCulture);
}
