using BotAssistant.Messaging;
using BotAssistant.People;
using BotAssistant.Regulations;

namespace BotAssistant.Campaigns;

/// <summary>How many messages would go by a route, or for what reason would not go now.</summary>
public sealed record ForecastLine(OutboundRoute Route, string? Reason, int Count);

/// <summary>What a campaign would do if it went now.</summary>
/// <param name="Total">Messages looked at.</param>
/// <param name="IsWhole">False when the audience is larger: then only so many were looked at.</param>
/// <param name="Unreachable">Workshops whose owner never came to the service.</param>
/// <param name="Sample">The first message, as it would be read; null when there is none.</param>
public sealed record Forecast(int Total, bool IsWhole, int Unreachable, IReadOnlyList<ForecastLine> Lines, string? Sample);

/// <summary>Reckons who would get a campaign by which route. Changes nothing.</summary>
public sealed class Forecasting(ICampaignRecipients recipients, IOutboundRoutes routes, CampaignMessages messages)
{
    /// <summary>An officer waits for this: a larger audience is reckoned by its first part.</summary>
    public const int Most = 20_000;

    private const int Batch = 1_000;

    public async Task<Forecast> OfAsync(CampaignContent content, CancellationToken stop)
    {
        var preview = await recipients.PreviewAsync(content, Most + 1, stop);
        var looked = preview.Take(Most).ToList();
        var lines = await ChooseAsync(looked, stop);
        return new Forecast(
            looked.Count,
            preview.Count <= Most,
            await recipients.CountUnreachableAsync(content.Audience, stop),
            [.. lines.GroupBy(line => (line.Choice.Route, line.Choice.Reason)).Select(same => new ForecastLine(same.Key.Route, same.Key.Reason, same.Count())).OrderBy(line => line.Route).ThenByDescending(line => line.Count)],
            looked.Count == 0 ? null : messages.Text(content, looked[0].Workshop));
    }

    /// <summary>The route of each, in their order.</summary>
    public async Task<IReadOnlyList<(Recipient To, RouteChoice Choice)>> ChooseAsync(IReadOnlyList<Recipient> to, CancellationToken stop)
    {
        var chosen = new List<(Recipient, RouteChoice)>(to.Count);
        foreach (var batch in to.Chunk(Batch))
        {
            var chats = batch.Where(recipient => Refused(recipient) is null).Select(recipient => recipient.Chat!).Distinct().ToList();
            var choices = chats.Count == 0 ? new Dictionary<ChatAddress, RouteChoice>() : await routes.ForecastAsync(chats, Notice.Campaign, stop);
            chosen.AddRange(batch.Select(recipient => (recipient, Refused(recipient) ?? choices[recipient.Chat!])));
        }

        return chosen;
    }

    /// <summary>What stands against it whatever the channel says.</summary>
    private static RouteChoice? Refused(Recipient recipient) => recipient switch
    {
        { OptedOut: true } => new RouteChoice(OutboundRoute.None, "opted-out"),
        { Workshop.IsRegistered: false } => new RouteChoice(OutboundRoute.None, "workshop-cancelled"),
        { Chat: null } => new RouteChoice(OutboundRoute.None, "no-chat"),
        _ => null,
    };
}

/// <summary>A campaign's text as one person reads it, less the line that every campaign ends with.</summary>
public sealed class CampaignMessages(RegulationBook regulations, BureauContact bureau, TimeProvider time)
{
    /// <summary>The text that every message of a campaign is put into.</summary>
    public const string TextKey = "campaign.message";

    public string Text(CampaignContent content, RecipientWorkshop? workshop)
    {
        var rules = regulations.On(ChinaTime.Today(time));
        return rules.Campaigns.Fill(content.Text, workshop is null ? new Dictionary<string, string>() : new Dictionary<string, string>
        {
            ["workshop"] = workshop.Name,
            ["number"] = workshop.Number,
            ["district"] = rules.Districts.NameOf(workshop.District),
        });
    }

    /// <summary>For the routes that take no free text.</summary>
    public Notice Notice(CampaignContent content, RecipientWorkshop? workshop) => new(Messaging.Notice.Campaign)
    {
        Places = new Dictionary<string, string> { ["purpose"] = content.Purpose, ["text"] = Text(content, workshop), ["workshop"] = workshop?.Name ?? "", ["bureau"] = bureau.Name },
    };

    /// <summary>The values of <see cref="TextKey"/>.</summary>
    public (string Name, string Value)[] Values(string text) => [("text", text), ("bureau", bureau.Name)];
}
